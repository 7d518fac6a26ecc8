package dev.tutti.memory.modelstore;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Looks now and then whether another process has changed what serves. */
@Singleton
final class ModelStoreWatch {
    private final ModelStore store;

    ModelStoreWatch(ModelStore store) {
        this.store = store;
    }

    /** Reads one short file when nothing has changed. */
    @Scheduled(every = "${tutti.model-store.refresh:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        store.refresh();
    }
}
