package dev.tutti.sense.evidence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What code can see to be wrong with an answer. */
public enum Flaw {
    NONE,
    EMPTY,
    REFUSAL,
    CUT_OFF,
    REPETITIVE,
    NOT_THE_DEMANDED_JSON;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
