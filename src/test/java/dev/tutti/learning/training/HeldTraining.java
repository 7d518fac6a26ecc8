package dev.tutti.learning.training;

import dev.tutti.sense.budget.MonotonicClock;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/** The real jobs and the real trainer, with a gate at the trainer's door: a training goes no further until it is let in. */
@Alternative
@Singleton
public class HeldTraining {
    private static final Semaphore GATE = new Semaphore(0);

    /** Lets one training in. */
    public static void letIn() {
        GATE.release();
    }

    @Produces
    @Singleton
    TrainingJobs jobs(Trainer trainer, TrainingSettings settings, InstantSource time, MonotonicClock clock) {
        return new TrainingJobs(
                (order, listener) -> {
                    GATE.acquireUninterruptibly();
                    return trainer.train(order, listener);
                },
                settings.lockFolder(),
                work -> Thread.ofPlatform().name("held training").daemon().start(work),
                time,
                clock);
    }
}
