package dev.tutti.edge.bench;

import java.util.Map;

/** One recorded prompt with what each arm made of it. */
public record RecordedPrompt(String text, String category, Map<String, Arm> arms) {

    /** The same for prompts that differ in white space alone: what folds are cut by. */
    String normalised() {
        return text.strip().replaceAll("\\s+", " ");
    }

    Arm arm(String name) {
        Arm arm = arms.get(name);
        if (arm == null) {
            throw new IllegalArgumentException("no recorded outcome of " + name);
        }
        return arm;
    }

    /** Score 0 to 1, tokens, dollars, and the short answer (empty when none was recorded). */
    public record Arm(double quality, long promptTokens, long completionTokens, double costUsd, String answer) {}
}
