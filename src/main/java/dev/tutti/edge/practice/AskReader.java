package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an OpenAI chat completion body as a practice model sees it. */
final class AskReader {
    private static final double USUAL_TEMPERATURE = 1;

    private AskReader() {}

    /** Empty when the body has no message. The prompt is what the user said last; where no user spoke, the last message. */
    static Optional<Ask> read(JsonNode body) {
        String prompt = null;
        String last = null;
        Panel panel = null;
        long characters = 0;
        for (JsonNode message : body.path("messages")) {
            String text = text(message.path("content"));
            characters += text.length();
            last = text;
            if (message.path("role").asText().equals("user")) {
                Optional<Panel> shown = prompt == null ? Optional.empty() : PanelReader.find(text);
                panel = shown.orElse(panel);
                prompt = shown.isPresent() ? prompt : text;
            }
        }
        String asked = prompt == null ? last : prompt;
        return asked == null ? Optional.empty() : Optional.of(ask(body, asked, characters, Optional.ofNullable(panel)));
    }

    private static Ask ask(JsonNode body, String prompt, long characters, Optional<Panel> panel) {
        return new Ask(
                prompt,
                characters,
                body.path("temperature").asDouble(USUAL_TEMPERATURE),
                body.path("seed").asLong(0),
                limit(body),
                body.path("response_format").path("type").asText().startsWith("json"),
                panel);
    }

    private static OptionalLong limit(JsonNode body) {
        JsonNode given = body.path("max_completion_tokens").isIntegralNumber()
                ? body.path("max_completion_tokens")
                : body.path("max_tokens");
        return given.isIntegralNumber() ? OptionalLong.of(Math.max(1, given.longValue())) : OptionalLong.empty();
    }

    /** Text parts joined by line ends, as Tutti joins them. */
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder joined = new StringBuilder();
        for (JsonNode part : content) {
            if (part.path("type").asText().equals("text")) {
                joined.append(joined.isEmpty() ? "" : "\n")
                        .append(part.path("text").asText(""));
            }
        }
        return joined.toString();
    }
}
