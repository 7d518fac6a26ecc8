package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeLog;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the log when it is first asked for and closes it, flushed, when the program ends. */
@Singleton
final class StoreWiring {
    @Produces
    @Singleton
    OutcomeLog outcomeLog(StoreSettings settings) {
        return SqliteOutcomeLog.open(settings.folder(), settings.durability());
    }

    void close(@Disposes OutcomeLog log) throws Exception {
        if (log instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
