package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
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
    Admission admission(Router router, Accounts accounts) {
        return new Admission(router, accounts);
    }

    @Produces
    @Singleton
    RoutingPipeline pipeline(
            InstantSource time,
            MonotonicClock clock,
            Admission admission,
            PlanExecutor executor,
            Recorder recorder,
            @Any Instance<Afterwards> listeners,
            MeterRegistry meters) {
        Look look = new Look(new FeatureExtractor(), time, clock, decisions(meters)::record);
        return new RoutingPipeline(look, admission, executor, recorder, new Announcement(listeners, LOG::error));
    }

    private static Timer decisions(MeterRegistry meters) {
        return Timer.builder("tutti.decision.duration")
                .description("Decisions with the features they rest on, dry runs included")
                .publishPercentiles(MEDIAN, P99)
                .percentilePrecision(2)
                .register(meters);
    }
}
