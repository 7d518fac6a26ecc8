package dev.tutti.edge.practice;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Questions for practice models. */
final class Asks {
    private Asks() {}

    static Ask of(String prompt) {
        return sampled(prompt, 0, 0);
    }

    static Ask sampled(String prompt, double temperature, long seed) {
        return new Ask(prompt, prompt.length(), temperature, seed, OptionalLong.empty(), false, Optional.empty());
    }

    static Ask limited(String prompt, long maxTokens) {
        return new Ask(prompt, prompt.length(), 0, 0, OptionalLong.of(maxTokens), false, Optional.empty());
    }

    static Ask shown(String prompt, boolean select, String... proposals) {
        return new Ask(
                prompt,
                prompt.length(),
                0,
                0,
                OptionalLong.empty(),
                false,
                Optional.of(new Panel(select, List.of(proposals))));
    }
}
