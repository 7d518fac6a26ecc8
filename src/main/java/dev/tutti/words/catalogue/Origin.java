package dev.tutti.words.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a model's answers come from; what was learned from simulated ones never scores another origin's models. */
public enum Origin {
    /** A real endpoint. */
    LIVE,
    /** Recorded answers of a real model, given again by the practice upstream. */
    REPLAYED,
    /** Made up by the practice upstream. */
    SIMULATED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
