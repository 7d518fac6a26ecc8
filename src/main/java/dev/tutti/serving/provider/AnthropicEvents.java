package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of Anthropic's streams as chunks. The finish goes out with {@code message_stop} and not before, so that a
 * stream without it is never whole. Events and deltas of unknown kinds are passed over, as Anthropic asks of its readers.
 */
final class AnthropicEvents implements StreamEvents {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LAST = "message_stop";

    private final EventJson parser;
    private final AnthropicUsage usage = new AnthropicUsage();
    /** By the index of the block that calls. */
    private final Map<Integer, Call> calls = new HashMap<>();

    private Optional<ObjectNode> head = Optional.empty();
    private String finishReason = "stop";
    private boolean over;

    private static final class Call {
        private final int number;
        private boolean hasArguments;

        Call(int number) {
            this.number = number;
        }
    }

    AnthropicEvents(EventJson parser) {
        this.parser = parser;
    }

    @Override
    public List<ObjectNode> chunks(String data) throws NotAnAnswer {
        ObjectNode event = parser.object(data);
        if (event.hasNonNull("error")) {
            throw new NotAnAnswer("an error object in the stream" + ErrorCode.inBrackets(event));
        }
        return switch (event.path("type").asText()) {
            case "message_start" -> begin(event.path("message"));
            case "content_block_start" -> open(event.path("index").asInt(), event.path("content_block"));
            case "content_block_delta" -> fill(event.path("index").asInt(), event.path("delta"));
            case "content_block_stop" -> close(event.path("index").asInt());
            case "message_delta" -> finish(event);
            case LAST -> end();
            default -> List.of();
        };
    }

    private List<ObjectNode> begin(JsonNode message) throws NotAnAnswer {
        head = Optional.of(AnthropicAnswer.head(message, "chat.completion.chunk"));
        ObjectNode chunk = chunk(NODES.objectNode().put("role", "assistant").put("content", ""));
        usage.add(message.path("usage")).ifPresent(used -> chunk.set("usage", used));
        return List.of(chunk);
    }

    private List<ObjectNode> open(int index, JsonNode block) throws NotAnAnswer {
        return switch (block.path("type").asText()) {
            case "text" -> said("content", block.path("text"));
            case "thinking" -> said(AnswerReader.REASONING, block.path("thinking"));
            case "tool_use" -> call(index, block);
            default -> List.of();
        };
    }

    private List<ObjectNode> call(int index, JsonNode block) throws NotAnAnswer {
        JsonNode input = block.path("input");
        Call call = new Call(calls.size());
        call.hasArguments = !input.isEmpty();
        calls.put(index, call);
        ObjectNode piece = NODES.objectNode().put("index", call.number);
        piece.setAll(AnthropicAnswer.call(block, input.isEmpty() ? "" : input.toString()));
        return List.of(calling(piece));
    }

    private List<ObjectNode> fill(int index, JsonNode delta) throws NotAnAnswer {
        return switch (delta.path("type").asText()) {
            case "text_delta" -> said("content", delta.path("text"));
            case "thinking_delta" -> said(AnswerReader.REASONING, delta.path("thinking"));
            case "input_json_delta" ->
                arguments(index, delta.path("partial_json").asText(""));
            default -> List.of();
        };
    }

    private List<ObjectNode> arguments(int index, String part) throws NotAnAnswer {
        Call call = calls.get(index);
        if (call == null || part.isEmpty()) {
            return List.of();
        }
        call.hasArguments = true;
        ObjectNode piece = NODES.objectNode().put("index", call.number);
        piece.putObject("function").put("arguments", part);
        return List.of(calling(piece));
    }

    /** A call without arguments has an empty object of them in a chat completion. */
    private List<ObjectNode> close(int index) throws NotAnAnswer {
        Call call = calls.get(index);
        return call == null || call.hasArguments ? List.of() : arguments(index, "{}");
    }

    private List<ObjectNode> finish(JsonNode event) throws NotAnAnswer {
        finishReason = AnthropicAnswer.finishReason(event.at("/delta/stop_reason"));
        Optional<ObjectNode> used = usage.add(event.path("usage"));
        if (used.isEmpty()) {
            return List.of();
        }
        ObjectNode chunk = bare();
        chunk.putArray("choices");
        chunk.set("usage", used.get());
        return List.of(chunk);
    }

    private List<ObjectNode> end() throws NotAnAnswer {
        over = true;
        ObjectNode chunk = chunk(NODES.objectNode());
        ((ObjectNode) chunk.at("/choices/0")).put("finish_reason", finishReason);
        return List.of(chunk);
    }

    private List<ObjectNode> said(String field, JsonNode text) throws NotAnAnswer {
        String said = text.asText("");
        return said.isEmpty() ? List.of() : List.of(chunk(NODES.objectNode().put(field, said)));
    }

    private ObjectNode calling(ObjectNode piece) throws NotAnAnswer {
        ObjectNode delta = NODES.objectNode();
        delta.putArray("tool_calls").add(piece);
        return chunk(delta);
    }

    private ObjectNode chunk(ObjectNode delta) throws NotAnAnswer {
        ObjectNode chunk = bare();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        return chunk;
    }

    private ObjectNode bare() throws NotAnAnswer {
        return head.orElseThrow(() -> new NotAnAnswer("a stream without message_start"))
                .deepCopy();
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public String last() {
        return LAST;
    }
}
