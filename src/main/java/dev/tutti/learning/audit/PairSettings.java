package dev.tutti.learning.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;

/** Settings of the paired audits of a rollout: {@code tutti.rollout.pairs.*}. */
@ConfigMapping(prefix = "tutti.rollout.pairs")
public interface PairSettings {
    /**
     * Of the requests on which champion and challenger would run different plans, the share, 0 to 1, on which both run; 0
     * switches pairs off.
     */
    @WithDefault("0.2")
    @DecimalMin("0")
    @DecimalMax("1")
    double rate();

    /** What the background runs of pairs may cost together in one UTC day, in USD, beside other audits; 0 switches pairs off. */
    @WithDefault("5")
    @DecimalMin("0")
    @DecimalMax("1000000")
    BigDecimal maxUsdPerDay();
}
