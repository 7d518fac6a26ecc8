package dev.tutti.serving.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Answer;
import java.util.List;

/** The tool calls in an answer. */
final class ToolCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolCalls() {}

    /** As the provider wrote them, ids included. */
    static List<JsonNode> of(Answer answer) {
        return answer.wire()
                .map(wire -> wire.path("choices")
                        .path(0)
                        .path("message")
                        .path("tool_calls")
                        .valueStream()
                        .toList())
                .orElse(List.of());
    }

    /** Which tool a call, an offer or a choice names: a function or a custom one; empty when none. */
    static String name(JsonNode of) {
        return of.path("function")
                .path("name")
                .asText(of.path("custom").path("name").asText());
    }

    /**
     * What is called with what, as one JSON text: equal for answers that do the same, whose ids, blanks and order of
     * arguments differ.
     */
    static String comparable(Answer answer) {
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        for (JsonNode call : of(answer)) {
            ObjectNode plain = calls.addObject();
            plain.put("name", name(call));
            JsonNode input = call.path("custom").path("input");
            plain.set(
                    "arguments",
                    input.isMissingNode() ? arguments(call.path("function").path("arguments")) : input);
        }
        return calls.isEmpty() ? "tool_calls" : calls.toString();
    }

    private static JsonNode arguments(JsonNode written) {
        try {
            return JSON.readTree(written.asText());
        } catch (JsonProcessingException _) {
            return written;
        }
    }
}
