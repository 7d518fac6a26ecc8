package dev.tutti.edge.cli;

import dev.tutti.edge.practice.SimulatedOutcomes;
import dev.tutti.learning.training.TrainingJobs;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.tenancy.KeyRegister;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;

/** What commands reach in the started program; made only when asked for. */
@Dependent
final class Rooms {
    private final Instance<PlanExecutor> executor;
    private final Instance<Catalogue> catalogue;
    private final Instance<MonotonicClock> clock;
    private final Instance<OutcomeLog> log;
    private final Instance<TrainingJobs> trainings;
    private final Instance<KeyRegister> keys;

    Rooms(
            Instance<PlanExecutor> executor,
            Instance<Catalogue> catalogue,
            Instance<MonotonicClock> clock,
            Instance<OutcomeLog> log,
            Instance<TrainingJobs> trainings,
            Instance<KeyRegister> keys) {
        this.executor = executor;
        this.catalogue = catalogue;
        this.clock = clock;
        this.log = log;
        this.trainings = trainings;
        this.keys = keys;
    }

    SimulatedOutcomes simulation(long seed) {
        return new SimulatedOutcomes(executor.get(), catalogue.get(), clock.get(), seed);
    }

    OutcomeLog log() {
        return log.get();
    }

    TrainingJobs trainings() {
        return trainings.get();
    }

    KeyRegister keys() {
        return keys.get();
    }
}
