package dev.tutti.learning.training;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a training is doing. Each begins and ends at a share of the whole work, in percent. */
public enum Phase {
    LOADING(0, 10),
    PREDICTORS(10, 35),
    CASCADES(35, 80),
    CALIBRATING(80, 85),
    JUDGING(85, 97),
    PUBLISHING(97, 100),
    DONE(100, 100);

    private final int begins;
    private final int ends;

    Phase(int begins, int ends) {
        this.begins = begins;
        this.ends = ends;
    }

    /** Percent of the whole when this phase is that far, 0 to 1. */
    double percent(double done) {
        return begins + Math.clamp(done, 0, 1) * (ends - begins);
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
