package dev.tutti.serving.execution;

import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How plans are run. */
@ConfigMapping(prefix = "tutti.execution")
public interface ExecutionSettings {
    /** By how much an estimated prompt is taken to be longer than estimated when money is reserved for it; below 1.5 a cap can be passed. */
    @WithDefault("1.5")
    @DecimalMin("1.0")
    @DecimalMax("100")
    double promptSafetyFactor();

    /** The share of a layer's proposals, 0 to 1, with which the layer goes on once its time is over. */
    @WithDefault("0.6")
    @DecimalMin("0.0")
    @DecimalMax("1.0")
    double quorum();

    /**
     * Of a run that has answers in hand: a call is stuck, and given up for them, after so many times the longer of its
     * model's 95 % quantile and the run's longest answer; at least 1.
     */
    @WithDefault("3")
    @DecimalMin("1.0")
    @DecimalMax("1000")
    double stuckAfter();

    /** No call is stuck sooner: below it a hiccup of this machine is longer than what models differ by. */
    @WithDefault("2s")
    @AtLeast("PT0S")
    Duration stuckAtLeast();

    /** The most of the time left, 0 to 1, that is kept back for what comes after a layer or a call. */
    @WithDefault("0.5")
    @DecimalMin("0.0")
    @DecimalMax("0.9")
    double mostKeptBack();

    /** The temperature of samples and proposals (0.7 in both MoA papers). */
    @WithDefault("0.7")
    @DecimalMin("0.0")
    @DecimalMax("2.0")
    double proposalTemperature();

    /** The longest proposal that an aggregator is shown, in characters; longer ones are cut in the middle. */
    @WithDefault("8000")
    @Min(200)
    int proposalCharacters();

    /** The most tokens of the correction that follows an incremental synthesis. */
    @WithDefault("400")
    @Min(1)
    int correctionTokens();

    Hedge hedge();

    /** When a proposer that takes too long is asked the same once more; never whoever writes the final answer. */
    interface Hedge {
        @WithDefault("true")
        boolean enabled();

        /** A call is late when it takes longer than this share, 0.5 to 1, of its model's recent answered calls. */
        @WithDefault("0.95")
        @DecimalMin("0.5")
        @DecimalMax("1.0")
        double quantile();

        /** No call is late sooner. */
        @WithDefault("100ms")
        @AtLeast("PT0S")
        Duration least();

        /** The most hedges, as a share of proposers' calls, 0 to 0.5, over the whole process. */
        @WithDefault("0.05")
        @DecimalMin("0.0")
        @DecimalMax("0.5")
        double share();
    }

    PromptSettings prompts();

    /** What models are told when they see each other's proposals. */
    interface PromptSettings {
        /** A folder of prompts that replace the program's own or add variants for tasks: see {@link PromptFiles}. */
        Optional<Path> folder();

        /** The variant for a {@code routing.task}, or for all that begin so: see {@link Prompts}. */
        Map<String, String> tasks();
    }
}
