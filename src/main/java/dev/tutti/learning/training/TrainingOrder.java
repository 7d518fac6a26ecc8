package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.TrainedOn;

/** A wish for a new router model. {@code seed}: the same log and seed give the same model. {@code trainedOn}: whose outcomes these are. */
public record TrainingOrder(long seed, TrainedOn trainedOn) {
    /** From this deployment's own log. */
    public static TrainingOrder ownLog(long seed) {
        return new TrainingOrder(seed, TrainedOn.THIS_DEPLOYMENT);
    }
}
