package dev.tutti.edge.practice;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What reaches a practice model: the last user message ({@code prompt}, references taken out), how long the whole
 * conversation is in characters, and how it is sampled. {@code toString} never shows the prompt.
 */
record Ask(
        String prompt,
        long characters,
        double temperature,
        long seed,
        OptionalLong maxTokens,
        boolean json,
        Optional<Panel> panel) {
    @Override
    public String toString() {
        return "ask of " + characters + " characters";
    }
}
