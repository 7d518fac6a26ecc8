package dev.tutti.sense.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The form that a caller demands of an answer's text: {@code response_format}, as far as code can check it. */
public sealed interface AnswerForm {
    /** Any text will do. */
    static AnswerForm free() {
        return new Free();
    }

    /**
     * What keeps the text from the form, in words for whoever mends it, ten at most; empty when nothing does. The whole
     * text counts: JSON in a code fence, or with words around it, is not what a caller's parser takes. Takes a bounded
     * amount of work; a text beyond it is at fault.
     */
    List<String> faults(String text);

    /** Whether JSON is demanded. */
    default boolean json() {
        return !(this instanceof Free);
    }

    /**
     * {@link IllegalArgumentException} when the schema in it is none, refers to other documents, or is larger than what is
     * taken; the message begins with the schema's own path.
     */
    static AnswerForm of(JsonNode responseFormat) {
        return switch (responseFormat.path("type").asText()) {
            case "json_object" -> new AnyObject();
            case "json_schema" -> {
                JsonNode schema = responseFormat.path("json_schema").path("schema");
                yield schema.isMissingNode() || schema.isNull() ? new AnyObject() : Schemas.of(schema);
            }
            default -> new Free();
        };
    }

    /** Any text. */
    record Free() implements AnswerForm {
        @Override
        public List<String> faults(String text) {
            return List.of();
        }
    }

    /** One JSON object. */
    record AnyObject() implements AnswerForm {
        @Override
        public List<String> faults(String text) {
            return WholeJson.parse(text).filter(JsonNode::isObject).isPresent()
                    ? List.of()
                    : List.of("the text is not one JSON object and nothing else");
        }
    }

    /** One JSON value of a schema. */
    record OfSchema(CheckedSchema schema) implements AnswerForm {
        @Override
        public List<String> faults(String text) {
            return WholeJson.parse(text)
                    .map(schema::faults)
                    .orElseGet(() -> List.of("the text is not one JSON value and nothing else"));
        }
    }
}
