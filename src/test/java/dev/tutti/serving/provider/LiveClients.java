package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.catalogue.CatalogueModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The whole nest of clients over real sockets, with the settings' defaults unless a test gives others. */
final class LiveClients implements AutoCloseable {
    final MonotonicClock clock = MonotonicClock.system();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final LatencyWindow latencies = new LatencyWindow(16);
    final ModelClient client;
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Origins origins;

    LiveClients(Map<String, String> settings, CatalogueModel... models) {
        ProviderSettings provider = settings(settings);
        Outside outside = new Outside(clock, InstantSource.system(), new Random(1), new VertxTimers(vertx), threads);
        var catalogue = CatalogueLoader.catalogueOf(List.of(models));
        origins = new Origins(vertx, catalogue);
        KeyRing keys = new KeyRing(catalogue, new Keys(name -> Optional.of("sk-canary-" + name)));
        ProviderSettings.Breaker breaker = provider.breaker();
        Breakers breakers = new Breakers(BreakerLimits.of(breaker));
        client = new ModelClients(provider, outside)
                .nest(origins, keys, breakers, new ProviderMetrics(registry), latencies);
    }

    static ProviderSettings settings(Map<String, String> changes) {
        var builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ProviderSettings.class);
        changes.forEach((key, value) -> builder.withDefaultValue("tutti.provider." + key, value));
        return builder.build().getConfigMapping(ProviderSettings.class);
    }

    CallEnding ask(CatalogueModel model) throws Exception {
        return await(start(model, false, ChunkSink.NONE));
    }

    CallEnding stream(CatalogueModel model, ChunkSink sink) throws Exception {
        return await(start(model, true, sink));
    }

    InFlight start(CatalogueModel model, boolean stream, ChunkSink sink) {
        return client.ask(TestCalls.call(model, clock, Duration.ofSeconds(10), stream), sink);
    }

    static CallEnding await(InFlight call) throws Exception {
        return call.ending().get(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        origins.close();
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
