package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One prompt of a file of {@link RecordedLines} and its arms by name, in their order there. {@code promptId}, {@code category}
 * and {@code dataset} (finer than the category) are empty where they are not said. {@code toString} never shows the prompt.
 */
public record RecordedLine(
        String promptId, String prompt, String category, String dataset, Map<String, RecordedArm> arms) {
    public RecordedLine {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
    }

    /** {@link IllegalArgumentException} names the field that is missing or no such thing. */
    static RecordedLine of(JsonNode row) {
        require(row.path("prompt").isTextual(), "field prompt is missing or no string");
        require(row.path("arms").isObject(), "field arms is missing or no object");
        Map<String, RecordedArm> arms = new LinkedHashMap<>();
        row.path("arms")
                .properties()
                .forEach(arm -> arms.put(arm.getKey(), new RecordedArm(arm.getKey(), arm.getValue())));
        return new RecordedLine(
                row.path("prompt_id").asText(""),
                row.path("prompt").textValue(),
                row.path("category").asText(""),
                row.path("dataset").asText(""),
                arms);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public String toString() {
        return "line " + promptId + " of " + arms.size() + " arms";
    }
}
