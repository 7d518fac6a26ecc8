package dev.tutti.memory.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a request ended; a cancelled one never trains the router. */
public enum EndingKind {
    ANSWERED,
    DEGRADED,
    FAILED,
    CANCELLED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
