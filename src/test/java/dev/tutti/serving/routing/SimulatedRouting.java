package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Pacers;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.serving.SimulatedTime;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.decision.SimulatedDecision;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import java.util.List;

/** The pipeline in simulated time. */
public final class SimulatedRouting {
    private SimulatedRouting() {}

    public static RoutingPipeline pipeline(
            SimulatedTime time, Catalogue catalogue, Router router, PlanExecutor executor, OutcomeLog log) {
        return new RoutingPipeline(
                new Look(new FeatureExtractor(), time, time, _ -> {}),
                Recalls.none(time),
                new Admission(router, Accounts.unlimited(), Pacers.none(), SimulatedDecision.noCaches(time)),
                executor,
                new Recorder(log, catalogue),
                new Announcement(List.of(), line -> {
                    throw new AssertionError(line);
                }));
    }
}
