package dev.tutti.words.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chat completion may ask for and Anthropic's Messages have no words for, where the answer would be another one
 * without it.
 */
final class BeyondMessages {
    private BeyondMessages() {}

    static List<String> in(ChatRequest request) {
        List<String> fields = new ArrayList<>();
        JsonNode body = request.body();
        if (request.choices() > 1) {
            fields.add("n above 1");
        }
        if (!body.path("functions").isEmpty()
                || request.messages().stream().anyMatch(message -> message.role() == Role.FUNCTION)) {
            fields.add("functions");
        }
        if (body.path("tools").valueStream().anyMatch(BeyondMessages::isNoFunction)) {
            fields.add("tools that are no functions");
        }
        if (isBlank(body.path("stop")) || body.path("stop").valueStream().anyMatch(BeyondMessages::isBlank)) {
            fields.add("stop at blanks");
        }
        return List.copyOf(fields);
    }

    private static boolean isNoFunction(JsonNode tool) {
        return !tool.path("type").asText("function").equals("function");
    }

    /** A sequence of blanks alone, such as a line end, is refused there. */
    private static boolean isBlank(JsonNode stop) {
        return stop.isTextual() && stop.textValue().isBlank();
    }
}
