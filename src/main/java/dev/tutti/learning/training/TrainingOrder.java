package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.TrainedOn;
import java.util.Optional;

/**
 * A wish for a new router model. {@code seed}: the same rows and seed give the same model. {@code trainedOn}: whose outcomes
 * these are. {@code recordings}: what the release knows of real models beside the log, as a prior for others.
 */
public record TrainingOrder(long seed, TrainedOn trainedOn, Optional<Recordings> recordings) {
    public TrainingOrder(long seed, TrainedOn trainedOn) {
        this(seed, trainedOn, Optional.empty());
    }

    /** From this deployment's own log. */
    public static TrainingOrder ownLog(long seed) {
        return new TrainingOrder(seed, TrainedOn.THIS_DEPLOYMENT);
    }
}
