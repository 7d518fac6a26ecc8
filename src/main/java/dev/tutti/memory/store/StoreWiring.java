package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.words.setting.ConfigurationProblem;
import dev.tutti.words.setting.Early;
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
    SqliteOutcomeLog outcomeLog(StoreSettings settings) {
        try {
            return SqliteOutcomeLog.open(settings.folder(), settings.durability());
        } catch (OutcomeLogUnavailable e) {
            throw new ConfigurationProblem(String.valueOf(e.getMessage()), e);
        }
    }

    void close(@Disposes SqliteOutcomeLog log) {
        log.close();
    }
}
