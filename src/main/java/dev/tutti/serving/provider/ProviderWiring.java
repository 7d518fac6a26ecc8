package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;

/** Wires this room. */
@ApplicationScoped
class ProviderWiring {
    @Produces
    @Singleton
    CatalogueLoader catalogueLoader() {
        return new CatalogueLoader(ProviderWiring::environment);
    }

    @Produces
    @Singleton
    Breakers breakers(ProviderSettings settings, Catalogue catalogue, MeterRegistry registry) {
        Breakers breakers = new Breakers(BreakerLimits.of(settings.breaker()));
        for (CatalogueModel model : catalogue.models()) {
            Gauge.builder("tutti.breaker.open", breakers, all -> all.usable(model.id()) ? 0 : 1)
                    .description("Whether a model is left alone because it keeps failing: 1 or 0")
                    .tag("model", model.id().value())
                    .register(registry);
        }
        return breakers;
    }

    @Produces
    @Singleton
    LatencyWindow latencyWindow(ProviderSettings settings) {
        return new LatencyWindow(settings.latencyWindow());
    }

    @Produces
    @Singleton
    Origins origins(Vertx vertx, Catalogue catalogue) {
        return new Origins(vertx, catalogue);
    }

    void close(@Disposes Origins origins) {
        origins.close();
    }

    @Produces
    @Singleton
    Outside outside(Vertx vertx, MonotonicClock clock, InstantSource time) {
        // Jitter needs no seed to be replayed from; Random, unlike most generators, is safe for many threads.
        return new Outside(
                clock, time, new Random(), new VertxTimers(vertx), Executors.newVirtualThreadPerTaskExecutor());
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    ModelClient modelClient(
            ProviderSettings settings,
            Outside outside,
            Catalogue catalogue,
            Origins origins,
            Breakers breakers,
            MeterRegistry registry,
            LatencyWindow latencies) {
        KeyRing keys = new KeyRing(catalogue, new Keys(ProviderWiring::environment));
        return new ModelClients(settings, outside)
                .nest(origins, keys, breakers, new ProviderMetrics(registry), latencies);
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
