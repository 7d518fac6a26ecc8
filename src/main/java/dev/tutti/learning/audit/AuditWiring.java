package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.Breaches;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.Releases;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.serving.trust.QuarantineSettings;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the auditor, which listens to finished requests, and stops it at the end of the program. */
@Singleton
final class AuditWiring {
    private static final Logger LOG = Logger.getLogger(AuditQueue.class);
    private static final Logger AUDITS = Logger.getLogger(Auditor.class);
    private static final Logger WATCH = Logger.getLogger(QuarantineWatch.class);

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Auditor auditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            AuditSettings settings,
            QuarantineWatch watch,
            NewcomerWatch newcomers,
            AuditLabels labels,
            Judges judges,
            Auditor.Clocks clocks,
            Auditor.Room room) {
        AuditPurpose.warning(labels, judges, settings, catalogue).ifPresent(AUDITS::info);
        Auditor.Witnesses witnesses = new Auditor.Witnesses(
                row -> {
                    watch.logged(row);
                    newcomers.logged(row);
                },
                labels,
                judges);
        return new Auditor(executor, log, catalogue, settings, witnesses, clocks, room);
    }

    @Produces
    @Singleton
    Auditor.Room room(AuditSettings settings, InstantSource time, OutcomeLog log, AuditQueue queue) {
        return new Auditor.Room(AuditBudget.ofAudits(Usd.of(settings.maxUsdPerDay()), time, log), queue);
    }

    @Produces
    @Singleton
    AuditQueue queue(AuditSettings settings, MeterRegistry meters) {
        return queueOf(settings, meters);
    }

    static AuditQueue queueOf(AuditSettings settings, MeterRegistry meters) {
        Counter dropped = Counter.builder("tutti.audits.dropped")
                .description("Audits and calls of audits that found no room in the backlog")
                .register(meters);
        return new AuditQueue(most(settings), LOG::error, dropped::increment);
    }

    /** With a queue of its own, so that pairs and other audits keep no place from each other. */
    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    PairAuditor pairAuditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            PairAuditor.Limits limits,
            AuditLabels labels,
            Auditor.Clocks clocks,
            MeterRegistry meters) {
        return new PairAuditor(executor, log, catalogue, limits, labels, clocks, queueOf(limits.audits(), meters));
    }

    @Produces
    @Singleton
    PairAuditor.Limits limits(PairSettings pairs, AuditSettings audits) {
        return new PairAuditor.Limits(pairs, audits);
    }

    @Produces
    @Singleton
    Auditor.Clocks clocks(InstantSource time, MonotonicClock monotonic) {
        return new Auditor.Clocks(time, monotonic);
    }

    private static AuditQueue.Room most(AuditSettings settings) {
        return new AuditQueue.Room(
                settings.concurrency(),
                settings.backlog(),
                settings.backlogMemory().asLongValue());
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Verifiers verifiers(VerifierSettings settings) {
        return Verifiers.of(settings);
    }

    @Produces
    @Singleton
    AuditLabels labels(Verifiers verifiers, OutcomeLog log, InstantSource time) {
        return new AuditLabels(verifiers, log, time);
    }

    @Produces
    @Singleton
    QuarantineWatch quarantineWatch(
            OutcomeLog log,
            Releases releases,
            Breaches breaches,
            Catalogue catalogue,
            QuarantineSettings settings,
            Quarantine quarantine,
            InstantSource time) {
        return new QuarantineWatch(
                new QuarantineWatch.Memories(log, releases, breaches),
                catalogue,
                settings,
                quarantine,
                time,
                WATCH::warn);
    }

    void stop(@Disposes Auditor auditor) {
        auditor.close();
    }

    void stop(@Disposes PairAuditor pairs) {
        pairs.close();
    }
}
