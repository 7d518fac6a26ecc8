package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** The kind of a plan. */
public enum Strategy {
    SINGLE,
    SELF_MOA,
    SELF_MOA_SEQ,
    MIXED_MOA,
    CASCADE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Strategy> ofWireName(String name) {
        for (Strategy strategy : values()) {
            if (strategy.wireName().equals(name)) {
                return Optional.of(strategy);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return wireName();
    }
}
