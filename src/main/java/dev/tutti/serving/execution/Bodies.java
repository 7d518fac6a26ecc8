package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.ReferencePlace;
import java.util.List;
import java.util.Set;

/**
 * The bodies of a request's sub-calls. Whoever writes the final answer gets all that the caller said; a proposer gets
 * messages, tools and length limits, and its own temperature and seed. The conversation stays as it is, what an
 * aggregator is told comes after it as one more user message: so a provider's prompt cache still knows the beginning,
 * and proposals do not speak with the authority of a system message, unless a preset wants them there.
 */
record Bodies(ChatRequest request, double temperature, ReferencePlace references) {
    private static final List<String> INHERITED =
            List.of("messages", "tools", "tool_choice", "parallel_tool_calls", "max_tokens", "max_completion_tokens");
    /** What shapes an answer that the caller will read as it is. */
    private static final List<String> SHAPE = List.of("stop", "response_format");

    private static final Set<String> JSON_FORMATS = Set.of("json_object", "json_schema");

    /** The caller's own parameters, untouched. */
    ObjectNode asAsked() {
        return request.body().deepCopy();
    }

    /** {@code shaped}: the proposal may be the answer as it stands (vote, select). */
    ObjectNode proposer(long seed, boolean shaped) {
        ObjectNode body = request.body().objectNode();
        copy(INHERITED, body);
        if (shaped) {
            copy(SHAPE, body);
        }
        return body.put("temperature", temperature).put("seed", seed);
    }

    /** The caller's parameters; temperature 0 when the caller has no wish. */
    ObjectNode writer(AggregationPrompt prompt) {
        ObjectNode body = asAsked();
        if (!body.has("temperature")) {
            body.put("temperature", 0);
        }
        return told(body, prompt);
    }

    /** For a number as answer: neither tools nor the caller's format. */
    ObjectNode selector(AggregationPrompt prompt) {
        ObjectNode body = request.body().objectNode();
        copy(List.of("messages"), body);
        return told(body.put("temperature", 0), prompt);
    }

    ObjectNode told(ObjectNode body, AggregationPrompt prompt) {
        ArrayNode messages = body.withArray("messages");
        switch (references) {
            case USER -> messages.addObject().put("role", "user").put("content", prompt.text());
            case SYSTEM -> SystemText.add(messages, prompt.text());
        }
        return body;
    }

    boolean json() {
        return json(request);
    }

    /** Whether the caller demands JSON. */
    static boolean json(ChatRequest request) {
        return JSON_FORMATS.contains(
                request.body().path("response_format").path("type").asText());
    }

    private void copy(List<String> fields, ObjectNode to) {
        for (String field : fields) {
            if (request.body().has(field)) {
                to.set(field, request.body().get(field).deepCopy());
            }
        }
    }
}
