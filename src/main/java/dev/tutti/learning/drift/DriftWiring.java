package dev.tutti.learning.drift;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseSummary;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.memory.outcome.OutcomeLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the watch and its meters. */
@Singleton
final class DriftWiring {
    private static final Logger LOG = Logger.getLogger(DriftWatch.class);

    @Produces
    @Singleton
    DriftWatch driftWatch(
            OutcomeLog log, ModelStore store, DriftSettings settings, InstantSource time, MeterRegistry meters) {
        DriftWatch watch = new DriftWatch(log, store::current, id -> facts(store, id), settings, time, LOG::warn);
        for (Drift.Kind kind : Drift.Kind.values()) {
            Gauge.builder("tutti.drifts", watch, seen -> count(seen, kind))
                    .tag("kind", kind.wireName())
                    .description("What is no longer as the serving release learned it")
                    .register(meters);
        }
        return watch;
    }

    private static double count(DriftWatch watch, Drift.Kind kind) {
        return watch.drifting().stream().filter(drift -> drift.kind() == kind).count();
    }

    private static Optional<TrainingFacts> facts(ModelStore store, String release) {
        return store.releases().stream()
                .filter(one -> one.id().equals(release))
                .map(ReleaseSummary::facts)
                .findFirst();
    }
}
