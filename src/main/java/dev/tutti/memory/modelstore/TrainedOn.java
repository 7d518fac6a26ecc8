package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose outcomes a release was trained on. */
public enum TrainedOn {
    /** This deployment's own log. */
    THIS_DEPLOYMENT,
    /** Simulated models, before any deployment. */
    SIMULATED,
    /** Recorded answers of real models, before this deployment. */
    RECORDED,
    /** Both of these, kept apart: the seed router. */
    SIMULATED_AND_RECORDED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static TrainedOn ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
