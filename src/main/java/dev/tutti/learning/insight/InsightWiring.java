package dev.tutti.learning.insight;

import dev.tutti.memory.outcome.OutcomeLog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the reports' door. */
@Singleton
final class InsightWiring {
    @Produces
    @Singleton
    Insights insights(OutcomeLog log, InstantSource clock) {
        return new Insights(log, clock);
    }
}
