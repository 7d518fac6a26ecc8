package dev.tutti.memory.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a call was for. */
public enum CallRole {
    PROPOSER,
    /** A proposer asked the same once more, beside its first call. */
    HEDGE,
    AGGREGATOR,
    FALLBACK,
    REPAIR;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
