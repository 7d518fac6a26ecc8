package dev.tutti.serving.trust;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the quarantine and shows it. */
@Singleton
final class TrustWiring {
    @Produces
    @Singleton
    Quarantine quarantine(Catalogue catalogue, InstantSource time, MeterRegistry metrics) {
        Quarantine quarantine = new Quarantine(time);
        for (CatalogueModel model : catalogue.models()) {
            Gauge.builder("tutti.model.quarantined", quarantine, q -> q.holds(model.id()) ? 1 : 0)
                    .description("Whether a model is left out as a proposer because of its influence: 1 or 0")
                    .tag("model", model.id().value())
                    .register(metrics);
        }
        return quarantine;
    }
}
