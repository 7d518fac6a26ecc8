package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.provider.Latencies;
import dev.tutti.serving.provider.ModelHealth;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.plan.WorstCase;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes the router of the service. */
@Singleton
final class DecisionWiring {
    private static final Logger LOG = Logger.getLogger(DecisionWiring.class);

    @Produces
    @Singleton
    Newcomers newcomers() {
        return new Newcomers();
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    PromptCaches promptCaches(DecisionSettings settings, MonotonicClock clock) {
        return new PromptCaches(settings.sessions(), clock);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Router router(
            Catalogue catalogue,
            Latencies latencies,
            ModelHealth health,
            Quarantine quarantine,
            ModelStore store,
            Suspensions suspensions,
            DecisionSettings settings,
            WorstCase worst,
            MonotonicClock clock,
            Newcomers newcomers,
            MeterRegistry meters) {
        Counter failures = Counter.builder("tutti.router.failures")
                .description("Decisions on which the router model threw and the rule decided in its place")
                .register(meters);
        Breakages broken = new Breakages(
                "The router model broke; the rule decides in its place", failures::increment, LOG::warn, clock);
        Breakages blind = new Breakages(
                "Whether a model takes calls could not be told; it is taken to", () -> {}, LOG::warn, clock);
        // As with an open breaker, a model in quarantine answers only where it is named or no other can.
        ModelHealth eligible = model -> health.usable(model) && !quarantine.holds(model);
        return new RouterChain(catalogue, latencies, eligible, store::serving, suspensions, settings, worst, newcomers)
                .router(broken, blind, clock);
    }
}
