package dev.tutti.learning.insight;

import dev.tutti.learning.drift.DriftWatch;
import dev.tutti.memory.outcome.OutcomeLog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the reports' door. */
@Singleton
final class InsightWiring {
    @Produces
    @Singleton
    Insights insights(OutcomeLog log, InstantSource clock, DriftWatch watch) {
        return new Insights(log, clock, watch::drifting);
    }
}
