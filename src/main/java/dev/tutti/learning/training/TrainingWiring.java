package dev.tutti.learning.training;

import dev.tutti.learning.audit.NewcomerSettings;
import dev.tutti.learning.rollout.RolloutSettings;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.decision.DecisionSettings;
import dev.tutti.words.catalogue.Catalogue;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the trainer and its jobs. */
@Singleton
final class TrainingWiring {
    @Produces
    @Singleton
    Trainer trainer(
            OutcomeLog log,
            ModelStore store,
            Catalogue catalogue,
            TrainingSettings settings,
            DecisionSettings decision,
            RolloutSettings rollout,
            NewcomerSettings newcomers,
            InstantSource time) {
        Trainer usual = Trainer.of(log, store, catalogue, settings, decision, time);
        Trainer apart = newcomers.enabled() ? usual.tellingVersionsApart() : usual;
        return rollout.enabled() ? apart.staged() : apart;
    }

    @Produces
    @Singleton
    TrainingJobs jobs(Trainer trainer, TrainingSettings settings, InstantSource time, MonotonicClock clock) {
        // A platform thread: training computes for minutes and would hold a carrier of the virtual ones.
        return new TrainingJobs(
                trainer::train,
                settings.lockFolder(),
                work -> Thread.ofPlatform().name("training").daemon().start(work),
                time,
                clock);
    }

    void stop(@Disposes TrainingJobs jobs) {
        jobs.cancelAll();
    }
}
