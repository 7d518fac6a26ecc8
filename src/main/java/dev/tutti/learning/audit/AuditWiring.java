package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the auditor, which listens to finished requests, and stops it at the end of the program. */
@Singleton
final class AuditWiring {
    private static final Logger LOG = Logger.getLogger(AuditQueue.class);

    @Produces
    @Singleton
    Auditor auditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            AuditSettings settings,
            InstantSource time,
            MonotonicClock clock) {
        return new Auditor(
                executor,
                log,
                catalogue,
                settings,
                new Auditor.Clocks(time, clock),
                new AuditQueue(settings.concurrency(), settings.backlog(), LOG::error));
    }

    void stop(@Disposes Auditor auditor) {
        auditor.close();
    }
}
