package dev.tutti.edge.practice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The practice upstream: what answers while no real catalogue is configured. */
@ConfigMapping(prefix = "tutti.practice")
public interface PracticeSettings {
    /** Whether there is one at all; without it and without a real catalogue the service does not start. */
    @WithDefault("true")
    boolean enabled();

    /** Decides everything that simulated models do. */
    @WithDefault("1")
    long seed();

    /** The share of luck, 0 to 1, that all simulated models have in common: their blind spots. */
    @WithDefault("0.5")
    @DecimalMin("0")
    @DecimalMax("1")
    double correlation();

    /** How much of the made-up latency is really waited, 0 to 1000; 0 answers at once. */
    @WithDefault("1")
    @DecimalMin("0")
    @DecimalMax("1000")
    double latencyScale();

    /** How many of the made-up failures are played, 0 to 1 of each model's usual share; 0 plays none. */
    @WithDefault("1")
    @DecimalMin("0")
    @DecimalMax("1")
    double failureScale();

    /** A file of recorded outcomes, JSON lines, gzipped or not, whose models are replayed. */
    Optional<Path> replay();

    /** What replayed models charge; when empty, {@code prices.json} beside the replay file. */
    Optional<Path> replayPrices();

    /** Which models of the replay file are offered; when empty, all. */
    Optional<List<String>> replayModels();

    /** Whether simulated models are offered; when empty, they are where nothing is replayed. */
    Optional<Boolean> simulated();
}
