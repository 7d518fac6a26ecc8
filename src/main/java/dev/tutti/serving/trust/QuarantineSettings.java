package dev.tutti.serving.trust;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When a proposer is left out because its influence on audited answers is bad or it writes more than it is allowed: {@code tutti.quarantine.*}. */
@ConfigMapping(prefix = "tutti.quarantine")
public interface QuarantineSettings {
    /** Whether anybody is quarantined at all. */
    @WithDefault("true")
    boolean enabled();

    /** Of the answers that a model's removal changes, the share that becomes better, above 0.5, at which to find it soon. */
    @WithDefault("0.8")
    @DecimalMin(value = "0.5", inclusive = false)
    @DecimalMax(value = "1", inclusive = false)
    double harmful();

    /** A model that is as often useful as harmful is quarantined at most once in so many judged influences, on average. */
    @WithDefault("2000")
    @DecimalMin(value = "1", inclusive = false)
    @DecimalMax("1e12")
    double falseAlarmEvery();

    /** How long a quarantine lasts when no person ends it. */
    @WithDefault("7d")
    @AtLeast("PT0.000000001S")
    Duration length();

    /** How old an audit may be to put a model into quarantine: it is remembered for so long and the length besides. */
    @WithDefault("30d")
    @AtLeast("PT0.000000001S")
    Duration window();

    /** The most audited answers that are remembered because somebody's voice decided them: the latest. */
    @WithDefault("2000")
    @Min(1)
    int history();

    /** How often new labels are looked for. */
    @WithDefault("1m")
    @AtLeast("PT1S")
    Duration checkEvery();
}
