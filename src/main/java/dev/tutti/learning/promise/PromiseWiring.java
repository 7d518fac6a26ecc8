package dev.tutti.learning.promise;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseSummary;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.memory.outcome.OutcomeLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the watch and its meter. */
@Singleton
final class PromiseWiring {
    private static final Logger LOG = Logger.getLogger(PromiseWatch.class);

    @Produces
    @Singleton
    PromiseWatch promiseWatch(OutcomeLog log, ModelStore store, Suspensions suspensions, MeterRegistry meters) {
        PromiseWatch watch =
                new PromiseWatch(log, () -> store.serving().models(), id -> made(store, id), suspensions, LOG::warn);
        Gauge.builder("tutti.promises.suspended", suspensions, Suspensions::count)
                .description("Promises of the serving releases that their labels refute")
                .register(meters);
        return watch;
    }

    private static Optional<Instant> made(ModelStore store, String release) {
        return store.releases().stream()
                .filter(one -> one.id().equals(release))
                .map(ReleaseSummary::at)
                .findFirst();
    }
}
