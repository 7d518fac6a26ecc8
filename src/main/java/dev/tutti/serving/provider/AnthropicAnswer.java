package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message of Anthropic's as a {@code chat.completion} object of one choice. */
final class AnthropicAnswer {
    private AnthropicAnswer() {}

    /** Refuses what has no content, and calls of tools of any other shape than theirs. */
    static ObjectNode completion(JsonNode node) throws NotAnAnswer {
        if (!(node instanceof ObjectNode message)) {
            throw new NotAnAnswer("200 with JSON that is no object");
        }
        if (message.hasNonNull("error")) {
            throw new NotAnAnswer("200 with an error object" + ErrorCode.inBrackets(message));
        }
        if (!message.path("content").isArray()) {
            throw new NotAnAnswer("200 with a message without content");
        }
        ObjectNode completion = head(message, "chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.set("message", said(message.path("content")));
        choice.put("finish_reason", finishReason(message.path("stop_reason")));
        AnthropicUsage.of(message.path("usage")).ifPresent(usage -> completion.set("usage", usage));
        return completion;
    }

    static ObjectNode head(JsonNode message, String object) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("id", message.path("id").asText());
        head.put("object", object);
        return head.put("model", message.path("model").asText());
    }

    static String finishReason(JsonNode stopReason) {
        return switch (stopReason.asText("")) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    private static ObjectNode said(JsonNode blocks) throws NotAnAnswer {
        ObjectNode said = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        for (JsonNode block : blocks) {
            switch (block.path("type").asText()) {
                case "text" -> text.append(block.path("text").asText(""));
                case "thinking" -> thoughts.append(block.path("thinking").asText(""));
                case "tool_use" -> said.withArray("tool_calls").add(call(block));
                default -> {
                    // Blocks of other kinds are no words of an answer.
                }
            }
        }
        said.put("content", text.isEmpty() ? null : text.toString());
        if (!thoughts.isEmpty()) {
            said.put(AnswerReader.REASONING, thoughts.toString());
        }
        return said;
    }

    private static ObjectNode call(JsonNode block) throws NotAnAnswer {
        if (!block.path("name").isTextual() || !block.path("input").isObject()) {
            throw new NotAnAnswer("200 with tool calls of a wrong shape");
        }
        return call(block, block.path("input").toString());
    }

    /** With these arguments. */
    static ObjectNode call(JsonNode block, String arguments) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("id", block.path("id").asText()).put("type", "function");
        call.putObject("function").put("name", block.path("name").asText()).put("arguments", arguments);
        return call;
    }
}
