package dev.tutti.learning.audit;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseSummary;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.serving.decision.Newcomers;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes what gets newcomers known, and stops it at the end of the program. */
@Singleton
final class NewcomerWiring {
    private static final Logger LOG = Logger.getLogger(NewcomerWatch.class);

    @Produces
    @Singleton
    NewcomerWatch newcomerWatch(
            OutcomeLog log,
            ModelStore store,
            Catalogue catalogue,
            NewcomerSettings settings,
            Newcomers newcomers,
            InstantSource time,
            MeterRegistry meters) {
        MeasuredModels measured = new MeasuredModels(store::current, id -> facts(store, id), catalogue);
        NewcomerWatch watch = new NewcomerWatch(log, measured, catalogue, settings, newcomers, time, LOG::info);
        AnchorMeters.watch(watch, meters);
        return watch;
    }

    /** What was learned elsewhere is in no window of this log. */
    private static Optional<TrainingFacts> facts(ModelStore store, String release) {
        return store.releases().stream()
                .filter(one -> one.id().equals(release))
                .map(ReleaseSummary::facts)
                .filter(known -> known.trainedOn() == TrainedOn.THIS_DEPLOYMENT)
                .findFirst();
    }

    @Produces
    @Singleton
    AnchorAuditor.Limits limits(NewcomerSettings newcomers, AuditSettings audits) {
        return new AnchorAuditor.Limits(newcomers, audits);
    }

    @Produces
    @Singleton
    AnchorAuditor.Witnesses witnesses(NewcomerWatch watch, AuditLabels labels, Judges judges, MeterRegistry meters) {
        return new AnchorAuditor.Witnesses(watch, labels, judges, new AnchorMeters(meters));
    }

    /** With a queue of its own, so that newcomers and other audits keep no place from each other. */
    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    AnchorAuditor anchorAuditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            AnchorAuditor.Limits limits,
            AnchorAuditor.Witnesses witnesses,
            Auditor.Clocks clocks,
            MeterRegistry meters) {
        return new AnchorAuditor(
                executor, log, catalogue, limits, witnesses, clocks, AuditWiring.queueOf(limits.audits(), meters));
    }

    void stop(@Disposes AnchorAuditor anchors) {
        anchors.close();
    }
}
