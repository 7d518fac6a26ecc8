package dev.tutti.sense.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** A caller's schema that has been found sound. Used by many requests at once. */
record CheckedSchema(JsonSchema schema) {
    private static final int MOST_FAULTS = 10;
    private static final int LONGEST = 300;

    List<String> faults(JsonNode json) {
        try {
            return Effort.bounded(() -> schema.validate(json).stream()
                    .limit(MOST_FAULTS)
                    .map(CheckedSchema::words)
                    .toList());
        } catch (RuntimeException | StackOverflowError _) {
            // Whatever the library stumbles over: an answer that cannot be checked is not one that was demanded.
            return List.of("the value takes too much work to check, or cannot be checked");
        }
    }

    private static String words(ValidationMessage message) {
        String words = "at '" + message.getInstanceLocation() + "': " + message.getError();
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
    }
}
