package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The calls of tools of one streamed answer, put together from the pieces of its chunks. Used by one thread. */
final class ToolPieces {
    /** By their numbers: they are counted as they come, from 0. */
    private final SortedMap<Integer, Call> calls = new TreeMap<>();
    /** Of each index the number of its latest call: some endpoints give all calls index 0, and tell them apart by id. */
    private final Map<Integer, Integer> latest = new HashMap<>();

    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
        private final ObjectEnd end = new ObjectEnd();
        private int taken;
    }

    /** A piece of an OpenAI delta's {@code tool_calls}; the number of its call. */
    int add(JsonNode piece) {
        int number = number(piece.path("index").asInt(), piece.path("id").asText(""));
        Call call = call(number);
        if (call.id.isEmpty()) {
            call.id = piece.path("id").asText("");
        }
        JsonNode function = piece.path("function");
        if (call.name.isEmpty()) {
            call.name = function.path("name").asText("");
        }
        String arguments = function.path("arguments").asText("");
        call.arguments.append(arguments);
        call.end.read(arguments);
        return number;
    }

    private int number(int index, String id) {
        Integer known = latest.get(index);
        if (known != null) {
            String other = call(known).id;
            if (id.isEmpty() || other.isEmpty() || id.equals(other)) {
                return known;
            }
        }
        int number = calls.size();
        calls.put(number, new Call());
        latest.put(index, number);
        return number;
    }

    /** The call of that number, once it has a name. */
    Optional<Integer> named(int number) {
        return calls.containsKey(number) && !call(number).name.isEmpty() ? Optional.of(number) : Optional.empty();
    }

    /** Whether the arguments are a whole object: nothing more of the call can come. */
    boolean isWhole(int number) {
        return call(number).end.reached();
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
