package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.words.setting.ConfigurationProblem;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Opens the log, which is the memory of releases, breaches, spending, pacing and keys too, at the start and closes it,
 * flushed, when the program ends.
 */
@Singleton
final class StoreWiring {
    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    SqliteOutcomeLog outcomeLog(StoreSettings settings, MeterRegistry meters) {
        try {
            SqliteOutcomeLog log =
                    SqliteOutcomeLog.open(settings.folder(), settings.durability(), new LabelMeters(meters)::given);
            Gauge.builder("tutti.log.waiting", log, SqliteOutcomeLog::waiting)
                    .description("Rows and labels that wait to be written to the outcome log")
                    .register(meters);
            return log;
        } catch (OutcomeLogUnavailable e) {
            throw new ConfigurationProblem(String.valueOf(e.getMessage()), e);
        }
    }

    void close(@Disposes SqliteOutcomeLog log) {
        log.close();
    }
}
