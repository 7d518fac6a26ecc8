package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the judges, whom the auditor asks. */
@Singleton
final class JudgeWiring {
    private static final Logger LOG = Logger.getLogger(Judges.class);

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Judges judges(
            JudgeSettings settings,
            Catalogue catalogue,
            JudgeCalls calls,
            AuditLabels labels,
            MeterRegistry meters,
            InstantSource time,
            OutcomeLog log) {
        AuditBudget budget = AuditBudget.ofJudges(Usd.of(settings.maxUsdPerDay()), time, log);
        Judges judges =
                new Judges(settings, catalogue, calls, budget, labels, new JudgeMeters(meters), new SecureRandom());
        judges.warning().ifPresent(LOG::warn);
        return judges;
    }

    @Produces
    @Singleton
    JudgeCalls calls(
            PlanExecutor executor, OutcomeLog log, Catalogue catalogue, AuditSettings settings, Auditor.Clocks clocks) {
        return new JudgeCalls(executor, log, catalogue, settings, clocks);
    }
}
