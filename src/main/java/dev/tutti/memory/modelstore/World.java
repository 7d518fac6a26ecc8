package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tutti.words.catalogue.Origin;
import java.util.Locale;

/** One of two kinds of experience that never mix: with models that really answered, and with simulated ones. */
public enum World {
    REAL,
    SIMULATED;

    public static World of(Origin origin) {
        return origin == Origin.SIMULATED ? SIMULATED : REAL;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static World ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
