package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The calls of tools of one streamed answer, put together from the pieces of its chunks. Used by one thread. */
final class ToolPieces {
    private final SortedMap<Integer, Call> calls = new TreeMap<>();

    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
        private int taken;
    }

    /** A piece of an OpenAI delta's {@code tool_calls}. */
    void add(JsonNode piece) {
        Call call = calls.computeIfAbsent(piece.path("index").asInt(), _ -> new Call());
        if (call.id.isEmpty()) {
            call.id = piece.path("id").asText("");
        }
        JsonNode function = piece.path("function");
        if (call.name.isEmpty()) {
            call.name = function.path("name").asText("");
        }
        call.arguments.append(function.path("arguments").asText(""));
    }

    /** The first call, once it has a name. */
    Optional<Integer> first() {
        return calls.isEmpty() || call(calls.firstKey()).name.isEmpty()
                ? Optional.empty()
                : Optional.of(calls.firstKey());
    }

    /** All calls after that one, in order; all where there is none. */
    List<Integer> after(Optional<Integer> call) {
        return List.copyOf(
                call.map(said -> calls.tailMap(said + 1)).orElse(calls).keySet());
    }

    String id(int call) {
        return call(call).id;
    }

    String name(int call) {
        return call(call).name;
    }

    /** All arguments so far. */
    String arguments(int call) {
        return call(call).arguments.toString();
    }

    /** The arguments that nobody took yet. */
    String takeArguments(int number) {
        Call call = call(number);
        String taken = call.arguments.substring(call.taken);
        call.taken = call.arguments.length();
        return taken;
    }

    private Call call(int number) {
        Call call = calls.get(number);
        if (call == null) {
            throw new IllegalArgumentException("no call has the number " + number);
        }
        return call;
    }
}
