package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.SaidText;
import java.io.IOException;
import java.util.Optional;

/**
 * A streamed message: one block after the other, each opened, filled and closed before the next. In a completion pieces of
 * several calls of tools may come mixed, and text behind them: what is not of the open block is kept until that is whole,
 * which a call is when its arguments are an object.
 */
final class MessagesSpeech implements Speech {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ToolPieces tools = new ToolPieces();
    private final StringBuilder lateText = new StringBuilder();
    private boolean begun;
    private int block = -1;
    private boolean open;
    private Optional<Integer> openTool = Optional.empty();
    /** The latest call that has a block. */
    private Optional<Integer> said = Optional.empty();

    private String stopReason = "end_turn";
    private ObjectNode usage = MessageJson.usage(JSON.objectNode());
    private JsonNode routing = JSON.missingNode();

    @Override
    public void chunk(ObjectNode chunk, Sse sse) throws IOException {
        begin(chunk, sse);
        if (chunk.path("usage").isObject()) {
            usage = MessageJson.usage(chunk.path("usage"));
        }
        if (chunk.has("routing")) {
            routing = chunk.path("routing");
        }
        for (JsonNode choice : chunk.path("choices")) {
            // Only the first is a message: there are no others in this form.
            if (choice.path("index").asInt() == 0) {
                choice(choice, sse);
            }
        }
    }

    private void choice(JsonNode choice, Sse sse) throws IOException {
        JsonNode delta = choice.path("delta");
        String text = SaidText.of(delta.path("content")) + delta.path("refusal").asText("");
        lateText.append(text);
        delta.path("tool_calls").forEach(tools::add);
        flow(sse);
        if (choice.path("finish_reason").isTextual()) {
            stopReason = MessageJson.stopReason(choice.path("finish_reason"));
        }
    }

    /** Says all that may be said by now: what is of the open block, and once that is whole what comes after it. */
    private void flow(Sse sse) throws IOException {
        if (openTool.isPresent()) {
            fill(openTool.get(), sse);
        }
        while (openTool.filter(call -> !tools.isWhole(call)).isEmpty() && another(sse)) {
            // One block after the other.
        }
    }

    /** Whether there was something of another block. */
    private boolean another(Sse sse) throws IOException {
        Optional<Integer> next = tools.named(said.map(call -> call + 1).orElse(0));
        if (!lateText.isEmpty()) {
            text(sse);
            return true;
        }
        if (next.isPresent()) {
            open(next.get(), sse);
            fill(next.get(), sse);
        }
        return next.isPresent();
    }

    private void text(Sse sse) throws IOException {
        if (!open || openTool.isPresent()) {
            openTool = Optional.empty();
            open(JSON.objectNode().put("type", "text").put("text", ""), sse);
        }
        delta(JSON.objectNode().put("type", "text_delta").put("text", lateText.toString()), sse);
        lateText.setLength(0);
    }

    private void open(int call, Sse sse) throws IOException {
        openTool = Optional.of(call);
        said = openTool;
        ObjectNode use = JSON.objectNode().put("type", "tool_use");
        use.put("id", tools.id(call)).put("name", tools.name(call)).putObject("input");
        open(use, sse);
    }

    private void fill(int call, Sse sse) throws IOException {
        String arguments = tools.takeArguments(call);
        if (!arguments.isEmpty()) {
            delta(JSON.objectNode().put("type", "input_json_delta").put("partial_json", arguments), sse);
        }
    }

    private void begin(JsonNode chunk, Sse sse) throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        ObjectNode message = MessageJson.head(chunk);
        message.putNull("stop_reason").putNull("stop_sequence");
        // Known in the end alone: what a request consumed is the sum over all that answered it.
        message.set("usage", usage.deepCopy());
        ObjectNode start = event("message_start");
        start.set("message", message);
        say(start, sse);
    }

    private void open(ObjectNode content, Sse sse) throws IOException {
        close(sse);
        open = true;
        block++;
        ObjectNode start = event("content_block_start").put("index", block);
        start.set("content_block", content);
        say(start, sse);
    }

    private void delta(ObjectNode delta, Sse sse) throws IOException {
        ObjectNode event = event("content_block_delta").put("index", block);
        event.set("delta", delta);
        say(event, sse);
    }

    private void close(Sse sse) throws IOException {
        if (open) {
            say(event("content_block_stop").put("index", block), sse);
            open = false;
        }
    }

    @Override
    public void done(Sse sse) throws IOException {
        for (int call : tools.after(said)) {
            open(call, sse);
            fill(call, sse);
        }
        if (!lateText.isEmpty()) {
            text(sse);
        }
        close(sse);
        ObjectNode event = event("message_delta");
        event.putObject("delta").put("stop_reason", stopReason).putNull("stop_sequence");
        event.set("usage", usage);
        if (!routing.isMissingNode()) {
            event.set("routing", routing);
        }
        say(event, sse);
        say(event("message_stop"), sse);
    }

    @Override
    public void failed(Refusal refusal, Sse sse) throws IOException {
        say(MessagesDialect.SPOKEN.refusal(refusal), sse);
    }

    @Override
    public void waiting(String news, Sse sse) throws IOException {
        sse.comment(news);
        if (begun) {
            say(event("ping"), sse);
        }
    }

    private static ObjectNode event(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static void say(ObjectNode event, Sse sse) throws IOException {
        sse.event(event.path("type").asText(), event);
    }
}
