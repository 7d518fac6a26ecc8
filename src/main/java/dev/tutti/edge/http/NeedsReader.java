package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.words.chat.Ability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads off a request's parameters, beside its messages, which abilities a model must have. */
final class NeedsReader {

    private static final int MOST_TOOLS = 1_000;
    private static final int MOST_LOGPROBS = 20;

    private NeedsReader() {}

    static void read(Fields body, Set<Ability> needs) {
        if (callsFunctions(body, "tools") || callsFunctions(body, "functions")) {
            needs.add(Ability.TOOLS);
        }
        if (body.flag("logprobs").orElse(false)) {
            needs.add(Ability.LOGPROBS);
        }
        body.whole("top_logprobs", 0, MOST_LOGPROBS);
        if (body.texts("modalities", 2).orElse(List.of()).contains("audio")) {
            needs.add(Ability.AUDIO);
        }
        body.object("response_format").flatMap(NeedsReader::format).ifPresent(needs::add);
    }

    private static boolean callsFunctions(Fields body, String name) {
        return body.elements(name, MOST_TOOLS, JsonNode::isObject, "an object")
                .filter(tools -> !tools.isEmpty())
                .isPresent();
    }

    private static Optional<Ability> format(Fields format) {
        return switch (format.requiredText("type")) {
            case "text", "json_object" -> Optional.empty();
            case "json_schema" -> {
                format.requiredObject("json_schema").object("schema");
                requireUsable(format);
                yield Optional.of(Ability.JSON_SCHEMA);
            }
            default -> throw format.wrong("type", "one of text, json_object, json_schema");
        };
    }

    private static void requireUsable(Fields format) {
        try {
            AnswerForm.of(format.node());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("response_format.json_schema.schema", String.valueOf(e.getMessage()));
        }
    }
}
