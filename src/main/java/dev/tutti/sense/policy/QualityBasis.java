package dev.tutti.sense.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a predicted quality comes from. */
public enum QualityBasis {
    /** This deployment's own log. */
    MEASURED,
    /** Published or catalogued figures, or another deployment's data: a wide interval. */
    PRIOR,
    /** Simulated models: of the practice upstream's simulated models only. */
    SIMULATED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
