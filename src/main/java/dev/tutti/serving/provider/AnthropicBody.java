package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call's body as Anthropic's Messages. An unknown field is refused there, so only those go out that have a counterpart:
 * messages, the limit, {@code temperature}, {@code top_p}, {@code top_k}, {@code stop}, tools and their choice,
 * {@code user}, and {@code response_format} in words. Whatever else the caller said is left out.
 */
final class AnthropicBody {
    private final ObjectMapper json;

    AnthropicBody(ObjectMapper json) {
        this.json = json;
    }

    /** A new object; the caller's is never changed. */
    ObjectNode tree(ModelCall call) {
        ObjectNode chat = call.body();
        ObjectNode body = json.createObjectNode();
        body.put("model", call.model().endpoint().wireName());
        body.put("max_tokens", RequestBody.outputLimit(call));
        conversation(chat, body);
        AnthropicTools.write(chat, body);
        if (call.cached()) {
            AnthropicCaches.mark(chat, body);
        }
        sampling(chat, body);
        stops(chat.path("stop"), body);
        JsonNode user = chat.path("user");
        if (user.isTextual() && !user.textValue().isBlank()) {
            body.putObject("metadata").set("user_id", user);
        }
        return body.put("stream", call.stream());
    }

    private void conversation(ObjectNode chat, ObjectNode body) {
        AnthropicTurns turns = new AnthropicTurns(json, body.putArray("messages"));
        turns.read(chat.path("messages"));
        String system = Stream.concat(
                        turns.system().stream(), AnthropicForm.inWords(chat.path("response_format")).stream())
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            body.put("system", system);
        }
    }

    /**
     * One of the two that steer chance, for newer models refuse both together. A temperature of 1, the most there is, steers
     * nothing.
     */
    private static void sampling(ObjectNode chat, ObjectNode body) {
        JsonNode temperature = chat.path("temperature");
        JsonNode share = chat.path("top_p");
        boolean most = temperature.isNumber() && temperature.doubleValue() >= 1;
        if (share.isNumber() && (most || !temperature.isNumber())) {
            body.set("top_p", share);
        } else if (most) {
            body.put("temperature", 1);
        } else if (temperature.isNumber()) {
            body.set("temperature", temperature);
        }
        if (chat.path("top_k").isIntegralNumber()) {
            body.set("top_k", chat.get("top_k"));
        }
    }

    private static void stops(JsonNode stop, ObjectNode body) {
        ArrayNode stops = body.arrayNode();
        if (stop.isTextual()) {
            stops.add(stop);
        }
        stop.forEach(stops::add);
        if (!stops.isEmpty()) {
            body.set("stop_sequences", stops);
        }
    }
}
