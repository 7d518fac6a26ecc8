package dev.tutti.words.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** The text of a message's content: a string, or the texts of its parts; nothing where there is neither. */
public final class SaidText {
    private SaidText() {}

    public static String of(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder said = new StringBuilder();
        content.forEach(part -> said.append(part.path("text").asText("")));
        return said.toString();
    }
}
