package dev.tutti.learning.training;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of training: {@code tutti.training.*}. */
@ConfigMapping(prefix = "tutti.training")
public interface TrainingSettings {
    /** How often it trains by itself; never when not set. */
    @AtLeast("PT1S")
    Optional<Duration> every();

    /** A scheduled training waits until there are this many labels that the last one did not know. */
    @WithDefault("100")
    @Min(0)
    int minNewLabels();

    /** With fewer labelled rows the present router model is kept. */
    @WithDefault("300")
    @Min(1)
    int minLabels();

    /** With fewer full-information prompts no cascade is learned; the fixed agreement rule stays. */
    @WithDefault("300")
    @Min(10)
    int minGroups();

    /** With fewer held-out prompts on which both routers are known, nothing is proved and the present one is kept. */
    @WithDefault("50")
    @Min(2)
    int minPairs();

    /** By how much, in score, the quality may fall at most, at the lower bound. */
    @WithDefault("0.02")
    @DecimalMin("0")
    @DecimalMax(value = "1", inclusive = false)
    double margin();

    /** One-sided confidence of every bound of the gate, and of certificates. */
    @WithDefault("0.95")
    @DecimalMin(value = "0.5", inclusive = false)
    @DecimalMax(value = "1", inclusive = false)
    double confidence();

    /** Whether a certificate's confidence is that of all segments at once, by Holm's correction, and not of each. */
    @WithDefault("false")
    boolean certifySegmentsTogether();

    /** A person's score counts when the request is this old. */
    @WithDefault("PT1H")
    @AtLeast("PT0S")
    Duration labelWindow();

    /** The same log and seed give the same router model, byte for byte. */
    @WithDefault("42")
    long seed();

    /** Where the lock lies that lets one process train at a time: with the model store. */
    @WithDefault("${tutti.model-store:model-store}")
    Path lockFolder();
}
