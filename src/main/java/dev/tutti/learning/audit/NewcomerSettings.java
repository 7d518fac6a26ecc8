package dev.tutti.learning.audit;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;

/** How models that the serving release has not measured get known: {@code tutti.newcomers.*}. */
@ConfigMapping(prefix = "tutti.newcomers")
public interface NewcomerSettings {
    /** Whether they do by themselves: prompts of callers then go to one more model, for money. */
    @WithDefault("false")
    boolean enabled();

    /** Requests on which a newcomer answers in the background, at most. */
    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int anchors();

    /** How many of these must have a label before the newcomer serves anybody; more than {@link #anchors} is all of them. */
    @WithDefault("20")
    @Min(1)
    int labels();

    /** Requests that a newcomer serves after that, at most; 0: none. */
    @WithDefault("60")
    @Min(0)
    @Max(10000)
    int forced();

    /** The share of requests, above 0 to 0.5, that it serves until then, where it may. */
    @WithDefault("0.1")
    @DecimalMin(value = "0", inclusive = false)
    @DecimalMax("0.5")
    double share();

    /** What answers in the background may cost in one UTC day, in USD, beside other audits; 0 switches them off. */
    @WithDefault("1")
    @DecimalMin("0")
    @DecimalMax("1000000")
    BigDecimal maxUsdPerDay();

    /** How far back the log is read for what is known of newcomers and of the ids that models are served under. */
    @WithDefault("30d")
    @AtLeast("PT0.000000001S")
    Duration window();

    /** How often new labels and releases are looked for. */
    @WithDefault("1m")
    @AtLeast("PT1S")
    Duration checkEvery();
}
