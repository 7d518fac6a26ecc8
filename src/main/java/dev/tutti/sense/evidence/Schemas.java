package dev.tutti.sense.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.JsonSchema;
import java.util.stream.Collectors;

/**
 * Callers' schemas, ready to check answers. An application sends the same few again and again: those used last are kept,
 * up to a million characters of them.
 */
final class Schemas {
    private static final String PATH = "response_format.json_schema.schema";
    private static final int MOST_CHARACTERS = 200_000;
    private static final int MOST_KEPT = 1_000_000;
    private static final int LONGEST = 300;

    private static final Cache<JsonNode, AnswerForm> KEPT = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((JsonNode schema, AnswerForm _) -> schema.toString().length())
            .executor(Runnable::run)
            .build();

    private Schemas() {}

    static AnswerForm of(JsonNode schema) {
        AnswerForm kept = KEPT.getIfPresent(schema);
        if (kept != null) {
            return kept;
        }
        // A copy: the caller's tree belongs to the request.
        JsonNode own = schema.deepCopy();
        AnswerForm made = new AnswerForm.OfSchema(new CheckedSchema(built(own)));
        KEPT.put(own, made);
        return made;
    }

    private static JsonSchema built(JsonNode schema) {
        int characters = schema.toString().length();
        if (characters > MOST_CHARACTERS) {
            throw wrong("is at most " + MOST_CHARACTERS + " characters long, was " + characters);
        }
        try {
            // Each with an effort of its own: the rules of a draft have patterns, too.
            Effort.bounded(() -> requireRules(schema));
            return Effort.bounded(() -> Dialect.build(schema));
        } catch (Effort.Spent | StackOverflowError _) {
            throw wrong("refers to itself without end, or takes too much work to check");
        } catch (RuntimeException e) {
            throw e instanceof IllegalArgumentException known ? known : unusable(e);
        }
    }

    private static JsonNode requireRules(JsonNode schema) {
        if (!schema.isObject()) {
            throw wrong("is an object, was " + schema.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
        }
        String name = schema.path("$schema").asText();
        JsonSchema rules = Dialect.rules(name);
        if (rules == null) {
            throw wrong("has as $schema one of " + String.join(", ", Dialect.names()) + ", was '" + name + "'");
        }
        String broken = rules.validate(schema).stream()
                .limit(3)
                .map(message -> message.getInstanceLocation() + " " + message.getError())
                .collect(Collectors.joining("; "));
        if (!broken.isEmpty()) {
            throw wrong("is a JSON Schema; at " + broken);
        }
        return schema;
    }

    private static IllegalArgumentException unusable(RuntimeException e) {
        return e.getCause() instanceof Effort.Spent
                ? wrong("takes too much work to check")
                : wrong("cannot be used: " + e.getMessage() + " (references stay inside the schema: #/$defs/NAME)");
    }

    private static IllegalArgumentException wrong(String what) {
        String message = PATH + " " + what;
        return new IllegalArgumentException(
                message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message);
    }
}
