package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.SaidText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A streamed response: every item is opened, filled and closed, and every event is numbered. Items may be open side by
 * side, so pieces of several calls are said as they come.
 */
final class ResponsesSpeech implements Speech {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ResponseJson json;
    private final ToolPieces tools = new ToolPieces();
    /** Of each call of a tool that was opened, its place in the output. */
    private final Map<Integer, Integer> places = new TreeMap<>();

    /** Of the calls those that nothing can be added to. */
    private final Set<Integer> closed = new HashSet<>();

    private final List<ObjectNode> output = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private ObjectNode response = JSON.objectNode();
    private String id = "";
    private int messagePlace = -1;
    private long number;
    private JsonNode finishReason = JSON.missingNode();
    private JsonNode usage = JSON.missingNode();
    private JsonNode routing = JSON.missingNode();

    ResponsesSpeech(ResponseJson json) {
        this.json = json;
    }

    @Override
    public void chunk(ObjectNode chunk, Sse sse) throws IOException {
        begin(chunk, sse);
        if (chunk.path("usage").isObject()) {
            usage = chunk.path("usage");
        }
        if (chunk.has("routing")) {
            routing = chunk.path("routing");
        }
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt() == 0) {
                choice(choice, sse);
            }
        }
    }

    private void begin(ObjectNode chunk, Sse sse) throws IOException {
        if (!response.isEmpty()) {
            return;
        }
        response = json.begun(chunk);
        id = ResponseJson.id(chunk);
        for (String type : List.of("response.created", "response.in_progress")) {
            ObjectNode event = event(type);
            event.set("response", response.deepCopy());
            say(event, sse);
        }
    }

    private void choice(JsonNode choice, Sse sse) throws IOException {
        JsonNode delta = choice.path("delta");
        said("output_text", SaidText.of(delta.path("content")), text, sse);
        said("refusal", delta.path("refusal").asText(""), refusal, sse);
        for (JsonNode piece : delta.path("tool_calls")) {
            int call = tools.add(piece);
            if (!tools.name(call).isEmpty() && !closed.contains(call)) {
                call(call, sse);
                closeWhole(call, sse);
            }
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason");
        }
    }

    /** {@code kind}: of a part, the word in its events. */
    private void said(String kind, String piece, StringBuilder whole, Sse sse) throws IOException {
        if (piece.isEmpty()) {
            return;
        }
        openMessage(sse);
        if (whole.isEmpty()) {
            ObjectNode added = inMessage("response.content_part.added", kind);
            added.set("part", part(kind, ""));
            say(added, sse);
        }
        whole.append(piece);
        ObjectNode event = inMessage("response." + kind + ".delta", kind).put("delta", piece);
        if (kind.equals("output_text")) {
            event.putArray("logprobs");
        }
        say(event, sse);
    }

    private void openMessage(Sse sse) throws IOException {
        if (messagePlace < 0) {
            messagePlace = output.size();
            add(ResponseJson.message(id, "in_progress", JSON.missingNode()), sse);
        }
    }

    private void call(int call, Sse sse) throws IOException {
        if (!places.containsKey(call)) {
            places.put(call, output.size());
            add(
                    ResponseJson.call(
                            ResponseJson.callItem(id, call), tools.id(call), tools.name(call), "", "in_progress"),
                    sse);
        }
        String arguments = tools.takeArguments(call);
        if (!arguments.isEmpty()) {
            say(inCall("response.function_call_arguments.delta", call).put("delta", arguments), sse);
        }
    }

    /** Whoever acts on a call need not wait for the others: nothing more of it can come. */
    private void closeWhole(int call, Sse sse) throws IOException {
        if (tools.isWhole(call)) {
            closeCall(call, sse);
        }
    }

    private void add(ObjectNode item, Sse sse) throws IOException {
        output.add(item);
        ObjectNode event = event("response.output_item.added").put("output_index", output.size() - 1);
        event.set("item", item.deepCopy());
        say(event, sse);
    }

    @Override
    public void done(Sse sse) throws IOException {
        List<Integer> unclosed = tools.after(Optional.empty()).stream()
                .filter(call -> !closed.contains(call))
                .toList();
        for (int call : unclosed) {
            call(call, sse);
        }
        if (messagePlace < 0 && places.isEmpty()) {
            openMessage(sse);
        }
        if (messagePlace >= 0) {
            closeMessage(sse);
        }
        for (int call : unclosed) {
            closeCall(call, sse);
        }
        ResponseJson.end(response, finishReason);
        response.putArray("output").addAll(output);
        ResponseJson.usage(response, usage);
        if (!routing.isMissingNode()) {
            response.set("routing", routing);
        }
        ObjectNode event = event("response." + response.path("status").asText());
        event.set("response", response);
        say(event, sse);
    }

    private void closeMessage(Sse sse) throws IOException {
        closePart("output_text", "text", text, sse);
        closePart("refusal", "refusal", refusal, sse);
        ObjectNode item = output.get(messagePlace).put("status", "completed");
        if (!text.isEmpty() || refusal.isEmpty()) {
            item.withArray("content").add(part("output_text", text.toString()));
        }
        if (!refusal.isEmpty()) {
            item.withArray("content").add(part("refusal", refusal.toString()));
        }
        close(item, messagePlace, sse);
    }

    private void closePart(String kind, String field, StringBuilder whole, Sse sse) throws IOException {
        if (whole.isEmpty()) {
            return;
        }
        ObjectNode event = inMessage("response." + kind + ".done", kind).put(field, whole.toString());
        if (kind.equals("output_text")) {
            event.putArray("logprobs");
        }
        say(event, sse);
        ObjectNode done = inMessage("response.content_part.done", kind);
        done.set("part", part(kind, whole.toString()));
        say(done, sse);
    }

    private void closeCall(int call, Sse sse) throws IOException {
        closed.add(call);
        ObjectNode item = output.get(place(call));
        String arguments = tools.arguments(call);
        say(
                inCall("response.function_call_arguments.done", call)
                        .put("name", tools.name(call))
                        .put("arguments", arguments),
                sse);
        close(item.put("arguments", arguments).put("status", "completed"), place(call), sse);
    }

    private void close(ObjectNode item, int place, Sse sse) throws IOException {
        ObjectNode event = event("response.output_item.done").put("output_index", place);
        event.set("item", item.deepCopy());
        say(event, sse);
    }

    @Override
    public void failed(Refusal refused, Sse sse) throws IOException {
        JsonNode error = refused.body().path("error");
        ObjectNode event = event("error");
        event.set("code", error.path("code"));
        event.set("message", error.path("message"));
        event.set("param", error.path("param"));
        // OpenAI's clients throw for this field alone; an event without it is one like any other to them.
        event.set("error", error);
        say(event, sse);
    }

    @Override
    public void waiting(String news, Sse sse) throws IOException {
        sse.comment(news);
    }

    private ObjectNode inMessage(String type, String kind) {
        return event(type)
                .put("item_id", ResponseJson.messageItem(id))
                .put("output_index", messagePlace)
                .put("content_index", kind.equals("refusal") && !text.isEmpty() ? 1 : 0);
    }

    private ObjectNode inCall(String type, int call) {
        return event(type).put("item_id", ResponseJson.callItem(id, call)).put("output_index", place(call));
    }

    private int place(int call) {
        Integer place = places.get(call);
        if (place == null) {
            throw new IllegalStateException("the call " + call + " has not been opened");
        }
        return place;
    }

    private static ObjectNode part(String kind, String said) {
        return kind.equals("refusal")
                ? JSON.objectNode().put("type", "refusal").put("refusal", said)
                : ResponseJson.textPart(said);
    }

    private static ObjectNode event(String type) {
        return JSON.objectNode().put("type", type);
    }

    private void say(ObjectNode event, Sse sse) throws IOException {
        event.put("sequence_number", number++);
        sse.event(event.path("type").asText(), event);
    }
}
