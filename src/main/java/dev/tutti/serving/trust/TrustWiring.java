package dev.tutti.serving.trust;

import dev.tutti.memory.outcome.Breaches;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Makes the quarantine and shows it. */
@Singleton
final class TrustWiring {
    private static final Logger LOG = Logger.getLogger(Overspending.class);

    @Produces
    @Singleton
    Quarantine quarantine(Catalogue catalogue, InstantSource time, MeterRegistry metrics) {
        Quarantine quarantine = new Quarantine(time);
        for (CatalogueModel model : catalogue.models()) {
            Gauge.builder("tutti.model.quarantined", quarantine, q -> q.holds(model.id()) ? 1 : 0)
                    .description(
                            "Whether a model is left out as a proposer because of its influence or for overspending: 1 or 0")
                    .tag("model", model.id().value())
                    .register(metrics);
        }
        return quarantine;
    }

    @Produces
    @Singleton
    Overspending overspending(
            Quarantine quarantine, QuarantineSettings settings, Breaches breaches, InstantSource time) {
        Executor background = Executors.newVirtualThreadPerTaskExecutor();
        return new Overspending(quarantine, settings, breaches, time, background, LOG::warn);
    }
}
