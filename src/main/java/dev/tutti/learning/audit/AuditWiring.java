package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.Releases;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.trust.Quarantine;
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
    private static final Logger WATCH = Logger.getLogger(QuarantineWatch.class);

    @Produces
    @Singleton
    Auditor auditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            AuditSettings settings,
            QuarantineWatch watch,
            InstantSource time,
            MonotonicClock clock) {
        return new Auditor(
                executor,
                log,
                catalogue,
                settings,
                watch::logged,
                new Auditor.Clocks(time, clock),
                new AuditQueue(settings.concurrency(), settings.backlog(), LOG::error));
    }

    @Produces
    @Singleton
    QuarantineWatch quarantineWatch(
            OutcomeLog log,
            Releases releases,
            Catalogue catalogue,
            QuarantineSettings settings,
            Quarantine quarantine,
            InstantSource time) {
        return new QuarantineWatch(
                new QuarantineWatch.Memories(log, releases), catalogue, settings, quarantine, time, WATCH::warn);
    }

    void stop(@Disposes Auditor auditor) {
        auditor.close();
    }
}
