package dev.tutti.edge.http;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.routing.EmbeddingPipeline;
import dev.tutti.serving.routing.RoutingPipeline;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Wires the room from its settings and from the rooms behind it. */
final class HttpWiring {

    @Produces
    @Singleton
    RequestIds requestIds(InstantSource time) {
        return new RequestIds(time, new SecureRandom());
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    ModelNames modelNames(Catalogue catalogue, PresetsConfig presets) {
        return new ModelNames(catalogue, Presets.read(presets.plans(), catalogue));
    }

    @Produces
    @Singleton
    BodyReader bodies(HttpConfig config, MonotonicClock clock) {
        return new BodyReader(config.bodyTimeout(), clock);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    RequestReader requests(
            HttpConfig config, Catalogue catalogue, ModelNames names, RequestIds ids, BodyReader bodies) {
        return new RequestReader(
                bodies,
                config.maxBody().asLongValue(),
                new ChatReader(config.maxMessages()),
                new OptionsReader(names, catalogue),
                ids);
    }

    @Produces
    @Singleton
    RequestMeters meters(MeterRegistry registry) {
        return new RequestMeters(registry);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Conversations conversations(
            RequestReader requests,
            WholeAnswers whole,
            StreamedAnswers streamed,
            MonotonicClock clock,
            RateGate rates) {
        return new Conversations(requests, whole, streamed, clock, rates);
    }

    @Produces
    @Singleton
    Embeddings embeddings(
            HttpConfig config,
            BodyReader bodies,
            ModelNames names,
            RequestIds ids,
            RateGate rates,
            EmbeddingPipeline pipeline,
            MeterRegistry registry,
            MonotonicClock clock) {
        return new Embeddings(
                bodies,
                config.maxBody().asLongValue(),
                names,
                ids,
                rates,
                pipeline,
                new EmbeddingMeters(registry),
                clock);
    }

    @Produces
    @Singleton
    WholeAnswers wholeAnswers(RoutingPipeline pipeline, MonotonicClock clock, RequestMeters meters) {
        return new WholeAnswers(pipeline, clock, meters);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    StreamedAnswers streamedAnswers(
            RoutingPipeline pipeline,
            InstantSource wall,
            MonotonicClock clock,
            RequestMeters meters,
            HttpConfig config) {
        return new StreamedAnswers(pipeline, wall, clock, meters, config);
    }
}
