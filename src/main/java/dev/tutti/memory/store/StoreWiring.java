package dev.tutti.memory.store;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the log, which is the memory of releases and breaches too, when it is first asked for and closes it, flushed, when the program ends. */
@Singleton
final class StoreWiring {
    @Produces
    @Singleton
    SqliteOutcomeLog outcomeLog(StoreSettings settings) {
        return SqliteOutcomeLog.open(settings.folder(), settings.durability());
    }

    void close(@Disposes SqliteOutcomeLog log) {
        log.close();
    }
}
