package dev.tutti.memory.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Who says how good an answer was. */
public enum LabelSource {
    USER,
    VERIFIER,
    JUDGE,
    REPLAY;

    /** Of several labels of one answer the first counts: code's, a recorded score, judges', people's. */
    public static final Comparator<LabelSource> MOST_OBJECTIVE_FIRST = Comparator.comparingInt(LabelSource::rank);

    private int rank() {
        return switch (this) {
            case VERIFIER -> 0;
            case REPLAY -> 1;
            case JUDGE -> 2;
            case USER -> 3;
        };
    }

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
