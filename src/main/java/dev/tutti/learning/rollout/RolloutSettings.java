package dev.tutti.learning.rollout;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Settings of rollouts: {@code tutti.rollout.*}. */
@ConfigMapping(prefix = "tutti.rollout")
public interface RolloutSettings {
    /** Whether a release that passed the gate serves step by step: in the shadow, then 5, 25 and 100 %; else at once. */
    @WithDefault("false")
    boolean enabled();

    /** After how many requests, whoever decided them, a stage is over when nothing speaks against the next. */
    @WithDefault("500")
    @Min(1)
    int requestsPerStage();

    /** By how much, in score, the challenger may be worse over all requests: the gate's margin. */
    @WithDefault("${tutti.training.margin:0.02}")
    @DecimalMin("0")
    @DecimalMax(value = "1", inclusive = false)
    double margin();

    /** By how much, as a share of all requests, more of its answers may be degraded or failed. */
    @WithDefault("0.02")
    @DecimalMin("0")
    @DecimalMax(value = "1", inclusive = false)
    double failureMargin();

    /** By how much more, as a share of what was told, its requests may cost against what it told than the champion's do. */
    @WithDefault("0.25")
    @DecimalMin("0")
    @DecimalMax("1000")
    double costMargin();

    /** The same of the time that its requests take. */
    @WithDefault("0.5")
    @DecimalMin("0")
    @DecimalMax("1000")
    double latencyMargin();

    /** A challenger that is no worse than all margins allow is taken back with one less this probability at most. */
    @WithDefault("0.95")
    @DecimalMin(value = "0.5", inclusive = false)
    @DecimalMax(value = "1", inclusive = false)
    double confidence();

    /** How often the log is read for what is new. */
    @WithDefault("1m")
    @AtLeast("PT1S")
    Duration checkEvery();
}
