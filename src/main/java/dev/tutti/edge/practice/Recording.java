package dev.tutti.edge.practice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One prompt of a replay file and what each real model made of it. {@code toString} never shows the prompt.
 *
 * @param category the data set's name for its kind, or empty
 * @param arms by the model's name in the file; votes and other combinations are left out
 */
public record Recording(String promptId, String prompt, String category, Map<String, Arm> arms) {
    public Recording {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
    }

    /**
     * What one model did: its score, 0 to 1, the tokens it read and wrote, and its short answer. {@code textKept} says
     * that the file keeps answers of this model at all; where it does, an empty answer is one that could not be read.
     */
    public record Arm(
            double score, long promptTokens, long completionTokens, boolean textKept, Optional<String> answer) {}

    @Override
    public String toString() {
        return "recording " + promptId + " of " + arms.size() + " models";
    }
}
