package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.Deletions;
import dev.tutti.memory.outcome.EmbeddingLog;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Pacers;
import dev.tutti.memory.tenancy.Paces;
import dev.tutti.memory.tenancy.Parting;
import dev.tutti.memory.tenancy.TenancySettings;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.budget.Pacer;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.serving.decision.DecisionSettings;
import dev.tutti.serving.decision.PromptCaches;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.execution.Embedder;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import org.jboss.logging.Logger;

/** Puts the room together. */
@Singleton
final class RoutingWiring {
    private static final Logger LOG = Logger.getLogger(Announcement.class);
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    @Produces
    @Singleton
    Recorder recorder(OutcomeLog log, Catalogue catalogue) {
        return new Recorder(log, catalogue);
    }

    @Produces
    @Singleton
    Forgetting forgetting(OutcomeLog log, Deletions deletions, Recall recall, PromptCaches caches) {
        return new Forgetting(log, deletions, recall, caches);
    }

    @Produces
    @Singleton
    Admission admission(Router router, Accounts accounts, Pacers pacers, PromptCaches caches) {
        return new Admission(router, accounts, pacers, caches);
    }

    /** What a request's calls leave in prompt caches is known when it has ended. */
    @Produces
    @Singleton
    Afterwards conversations(PromptCaches caches) {
        return (request, finished) -> caches.asked(
                request.caller().key(),
                request.options().session(),
                request.chat(),
                finished.ending().calls());
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Pacers pacers(TenancySettings keys, DecisionSettings decision, Paces paces, MeterRegistry meters) {
        Pacers pacers = Pacers.of(keys, decision.minGainPerUsd(), paces);
        if (!pacers.all().isEmpty()) {
            meter(pacers.all().values(), meters);
        }
        return pacers;
    }

    private static void meter(Collection<Pacer> paced, MeterRegistry meters) {
        Gauge.builder(
                        "tutti.key.gain.per.usd",
                        paced,
                        all -> all.stream().mapToDouble(Pacer::gainPerUsd).max().orElse(0))
                .description("The score that a dollar must buy now for the key whose mean cost is paced most strictly")
                .register(meters);
        Gauge.builder(
                        "tutti.key.saved.usd",
                        paced,
                        all -> all.stream().mapToDouble(Pacer::savedUsd).min().orElse(0))
                .description(
                        "Dollars that the paced key that stands worst has saved against its mean cost; negative when owed")
                .register(meters);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Recall recall(RecallSettings settings, DecisionSettings decision, MonotonicClock clock, MeterRegistry meters) {
        Recall.Counts counts =
                new Recall.Counts(recalled("hit", meters)::increment, recalled("miss", meters)::increment);
        return new Recall(settings, decision.maxLatency(), clock, counts);
    }

    @Produces
    @Singleton
    Parting answersOfAKey(Recall recall) {
        return recall::forget;
    }

    private static Counter recalled(String result, MeterRegistry meters) {
        return Counter.builder("tutti.cache.requests")
                .description("Requests that asked for an answer given before, by whether they got one")
                .tag("result", result)
                .register(meters);
    }

    @Produces
    @Singleton
    RoutingPipeline pipeline(
            InstantSource time,
            MonotonicClock clock,
            Recall recall,
            Admission admission,
            PlanExecutor executor,
            Recorder recorder,
            @Any Instance<Afterwards> listeners,
            MeterRegistry meters) {
        Look look = new Look(new FeatureExtractor(), time, clock, decisions(meters)::record);
        return new RoutingPipeline(
                look,
                recall,
                admission,
                executor,
                recorder,
                new Announcement(listeners.stream().toList(), LOG::error));
    }

    @Produces
    @Singleton
    EmbeddingPipeline embeddings(
            Accounts accounts,
            Embedder embedder,
            EmbeddingLog log,
            DecisionSettings settings,
            Catalogue catalogue,
            InstantSource time,
            MonotonicClock clock) {
        EmbeddingPipeline.Usual usual =
                new EmbeddingPipeline.Usual(Usd.of(settings.maxCostUsd()), settings.maxLatency());
        return new EmbeddingPipeline(accounts, embedder, log, usual, catalogue.version(), time, clock);
    }

    private static Timer decisions(MeterRegistry meters) {
        return Timer.builder("tutti.decision.duration")
                .description("Decisions with the features they rest on, dry runs included")
                .publishPercentiles(MEDIAN, P99)
                .percentilePrecision(2)
                .register(meters);
    }
}
