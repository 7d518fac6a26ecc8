package dev.tutti.memory.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How one call ended. */
public enum CallStatus {
    OK,
    TIMEOUT,
    UPSTREAM_ERROR,
    REFUSED_BY_LIMIT,
    CANCELLED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
