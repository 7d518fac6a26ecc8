package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;

/** The text of a completion's content: a string, or the texts of its parts. */
final class SaidText {
    private SaidText() {}

    static String of(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder said = new StringBuilder();
        content.forEach(part -> said.append(part.path("text").asText("")));
        return said.toString();
    }
}
