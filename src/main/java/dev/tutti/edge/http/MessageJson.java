package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.SaidText;

/** What a chat completion says, in the words of Anthropic's Messages. */
final class MessageJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private MessageJson() {}

    /** The message that a completion's first choice is. */
    static ObjectNode of(JsonNode completion) {
        JsonNode choice = completion.path("choices").path(0);
        ObjectNode message = head(completion);
        content(choice.path("message"), message.withArray("content"));
        message.put("stop_reason", stopReason(choice.path("finish_reason")));
        message.putNull("stop_sequence");
        message.set("usage", usage(completion.path("usage")));
        copy("routing", completion, message);
        return message;
    }

    /** A message that has said nothing yet. */
    static ObjectNode head(JsonNode completion) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("id", completion.path("id").asText().replace("chatcmpl-", "msg_"));
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", completion.path("model").asText());
        message.putArray("content");
        return message;
    }

    private static void content(JsonNode said, ArrayNode blocks) {
        String text = SaidText.of(said.path("content")) + said.path("refusal").asText("");
        if (!text.isEmpty()) {
            blocks.addObject().put("type", "text").put("text", text);
        }
        for (JsonNode call : said.path("tool_calls")) {
            JsonNode function = call.path("function");
            blocks.addObject()
                    .put("type", "tool_use")
                    .put("id", call.path("id").asText())
                    .put("name", function.path("name").asText())
                    .set("input", input(function.path("arguments").asText("")));
        }
    }

    /** Arguments are the model's own text: what is no object is given as one all the same, under a name of its own. */
    private static ObjectNode input(String arguments) {
        try {
            if (arguments.isBlank()) {
                return MAPPER.createObjectNode();
            }
            return MAPPER.readTree(arguments) instanceof ObjectNode object ? object : unreadable(arguments);
        } catch (JsonProcessingException _) {
            return unreadable(arguments);
        }
    }

    private static ObjectNode unreadable(String arguments) {
        return MAPPER.createObjectNode().put("unreadable_arguments", arguments);
    }

    static String stopReason(JsonNode finishReason) {
        return switch (finishReason.asText("stop")) {
            case "length" -> "max_tokens";
            case "tool_calls", "function_call" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> "end_turn";
        };
    }

    /** Tokens read from a cache are counted apart there, and within the prompt's in a completion. */
    static ObjectNode usage(JsonNode told) {
        long prompt = told.path("prompt_tokens").asLong();
        long cached = told.path("prompt_tokens_details").path("cached_tokens").asLong();
        long written =
                told.path("prompt_tokens_details").path("cache_write_tokens").asLong();
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        usage.put("input_tokens", Math.max(0, prompt - cached - written));
        usage.put("output_tokens", told.path("completion_tokens").asLong());
        usage.put("cache_read_input_tokens", cached);
        usage.put("cache_creation_input_tokens", written);
        copy("cost", told, usage);
        copy("estimated", told, usage);
        return usage;
    }

    private static void copy(String name, JsonNode from, ObjectNode to) {
        if (from.has(name)) {
            to.set(name, from.get(name));
        }
    }
}
