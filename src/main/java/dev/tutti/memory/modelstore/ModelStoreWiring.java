package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.words.catalogue.Catalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Opens the model store. */
@Singleton
final class ModelStoreWiring {
    @Produces
    @Singleton
    ModelStore modelStore(ModelStoreSettings settings, Catalogue catalogue, InstantSource clock) {
        return FileModelStore.open(settings.folder(), catalogue, FeatureExtractor.SCHEMA, clock);
    }
}
