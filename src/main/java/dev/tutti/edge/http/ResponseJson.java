package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.SaidText;
import java.util.List;

/** What a chat completion says, in the words of OpenAI's Responses. */
final class ResponseJson {
    /** Told again as they were asked for. */
    private static final List<String> ECHOED = List.of(
            "instructions",
            "max_output_tokens",
            "metadata",
            "parallel_tool_calls",
            "reasoning",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_p",
            "truncation",
            "user");

    private final ObjectNode asked;

    /** {@code asked}: the request's body. */
    ResponseJson(ObjectNode asked) {
        this.asked = asked;
    }

    /** The response that a completion is. */
    ObjectNode of(JsonNode completion) {
        JsonNode choice = completion.path("choices").path(0);
        ObjectNode response = begun(completion);
        JsonNode said = choice.path("message");
        String id = id(completion);
        if (!text(said).isEmpty() || said.path("tool_calls").isEmpty()) {
            response.withArray("output").add(message(id, "completed", said));
        }
        int number = 0;
        for (JsonNode call : said.path("tool_calls")) {
            JsonNode function = call.path("function");
            response.withArray("output")
                    .add(call(
                            callItem(id, number),
                            call.path("id").asText(),
                            function.path("name").asText(),
                            function.path("arguments").asText(""),
                            "completed"));
            number++;
        }
        end(response, choice.path("finish_reason"));
        usage(response, completion.path("usage"));
        if (completion.has("routing")) {
            response.set("routing", completion.get("routing"));
        }
        return response;
    }

    /** A response that has said nothing yet. */
    ObjectNode begun(JsonNode completion) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("id", "resp_" + id(completion));
        response.put("object", "response");
        response.put("created_at", completion.path("created").asLong());
        response.put("status", "in_progress");
        response.putNull("error");
        response.putNull("incomplete_details");
        response.put("model", completion.path("model").asText());
        response.putArray("output");
        response.putNull("previous_response_id");
        response.put("store", false);
        response.put("background", false);
        defaults(response);
        for (String name : ECHOED) {
            if (asked.hasNonNull(name)) {
                response.set(name, asked.get(name));
            }
        }
        return response;
    }

    private static void defaults(ObjectNode response) {
        response.putNull("instructions");
        response.putNull("max_output_tokens");
        response.putObject("metadata");
        response.put("parallel_tool_calls", true);
        response.putObject("reasoning").putNull("effort").putNull("summary");
        response.putNull("temperature");
        response.putObject("text").putObject("format").put("type", "text");
        response.put("tool_choice", "auto");
        response.putArray("tools");
        response.putNull("top_p");
        response.put("truncation", "disabled");
    }

    static void end(ObjectNode response, JsonNode finishReason) {
        String cut = switch (finishReason.asText("stop")) {
            case "length" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> "";
        };
        response.put("status", cut.isEmpty() ? "completed" : "incomplete");
        if (!cut.isEmpty()) {
            response.putObject("incomplete_details").put("reason", cut);
        }
    }

    static void usage(ObjectNode response, JsonNode told) {
        ObjectNode usage = response.putObject("usage");
        usage.put("input_tokens", told.path("prompt_tokens").asLong());
        JsonNode details = told.path("prompt_tokens_details");
        usage.putObject("input_tokens_details")
                .put("cached_tokens", details.path("cached_tokens").asLong())
                .put("cache_write_tokens", details.path("cache_write_tokens").asLong());
        usage.put("output_tokens", told.path("completion_tokens").asLong());
        usage.putObject("output_tokens_details")
                .put(
                        "reasoning_tokens",
                        told.path("completion_tokens_details")
                                .path("reasoning_tokens")
                                .asLong());
        usage.put("total_tokens", told.path("total_tokens").asLong());
        for (String own : List.of("cost", "estimated")) {
            if (told.has(own)) {
                usage.set(own, told.get(own));
            }
        }
    }

    /** A message of the given text; of a refusal where {@code said} holds one. */
    static ObjectNode message(String id, String status, JsonNode said) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("type", "message");
        item.put("id", messageItem(id));
        item.put("status", status);
        item.put("role", "assistant");
        item.putArray("content");
        if (said.path("refusal").isTextual()) {
            item.withArray("content").addObject().put("type", "refusal").set("refusal", said.get("refusal"));
        } else if (!said.isMissingNode()) {
            item.withArray("content").add(textPart(text(said)));
        }
        return item;
    }

    static ObjectNode textPart(String text) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("type", "output_text").put("text", text).putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    static ObjectNode call(String item, String id, String name, String arguments, String status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "function_call")
                .put("id", item)
                .put("call_id", id)
                .put("name", name)
                .put("arguments", arguments)
                .put("status", status);
    }

    static String messageItem(String id) {
        return "msg_" + id;
    }

    static String callItem(String id, int number) {
        return "fc_" + id + "_" + number;
    }

    /** The request's own id. */
    static String id(JsonNode completion) {
        return completion.path("id").asText().replace("chatcmpl-", "");
    }

    private static String text(JsonNode said) {
        return SaidText.of(said.path("content"));
    }
}
