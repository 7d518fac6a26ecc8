package dev.tutti.memory.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** Who says how good an answer was. */
public enum LabelSource {
    USER,
    VERIFIER,
    JUDGE,
    REPLAY;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LabelSource> ofWireName(String name) {
        for (LabelSource source : values()) {
            if (source.wireName().equals(name)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
