package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.words.catalogue.Catalogue;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Opens the model store and looks now and then whether another process has changed what serves. */
@ApplicationScoped
class ModelStoreWiring {
    @Produces
    @Singleton
    ModelStore modelStore(ModelStoreSettings settings, Catalogue catalogue, InstantSource clock) {
        return FileModelStore.open(settings.folder(), catalogue, FeatureExtractor.SCHEMA, clock);
    }

    /** Reads one short file when nothing has changed. */
    @Scheduled(every = "${tutti.model-store.refresh:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh(ModelStore store) {
        store.refresh();
    }
}
