package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the room together. */
@Singleton
final class RoutingWiring {
    @Produces
    @Singleton
    Recorder recorder(OutcomeLog log, Catalogue catalogue, InstantSource time) {
        return new Recorder(log, catalogue, time);
    }

    @Produces
    @Singleton
    RoutingPipeline pipeline(
            MonotonicClock clock,
            Router router,
            PlanExecutor executor,
            Recorder recorder,
            @Any Instance<Afterwards> listeners) {
        Look look = new Look(new FeatureExtractor(), clock);
        return new RoutingPipeline(look, router, executor, recorder, new Announcement(listeners));
    }
}
