package dev.tutti.serving.execution;

import java.util.Locale;
import java.util.Set;

/** What a model is told to do, with the places that its text must have and those that it may have. */
enum PromptMode {
    SYNTHESISE,
    SELECT,
    REPAIR,
    /** Whether an answer that has been sent stands beside proposals that came too late for it. */
    CORRECT;

    Set<String> needed() {
        return switch (this) {
            case SYNTHESISE -> Set.of("code", "proposals");
            case SELECT -> Set.of("code", "proposals", "count");
            case REPAIR -> Set.of("code", "answer", "faults");
            case CORRECT -> Set.of("code", "answer", "proposals");
        };
    }

    Set<String> optional() {
        return switch (this) {
            case SYNTHESISE -> Set.of("count", "words");
            case SELECT -> Set.of("words");
            case REPAIR -> Set.of();
            case CORRECT -> Set.of("count");
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
