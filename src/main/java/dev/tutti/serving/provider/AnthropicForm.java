package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a {@code response_format} demands, said in words: Messages take no field for it that every model knows. */
final class AnthropicForm {
    private static final String ALONE = " and nothing else: no words around it and no code fence.";

    private static final String OBJECT = "Answer with one JSON object" + ALONE;

    private AnthropicForm() {}

    /** For the system's text; empty where any text will do. */
    static Optional<String> inWords(JsonNode format) {
        return switch (format.path("type").asText()) {
            case "json_schema" -> Optional.of(json(format.at("/json_schema/schema")));
            case "json_object" -> Optional.of(OBJECT);
            default -> Optional.empty();
        };
    }

    private static String json(JsonNode schema) {
        return schema.isObject()
                ? "Answer with one JSON value that keeps to this JSON schema" + ALONE + "\n" + schema
                : OBJECT;
    }
}
