package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.setting.ConfigurationProblem;
import dev.tutti.words.setting.Early;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Opens the model store. */
@Singleton
final class ModelStoreWiring {
    @Produces
    @Singleton
    Suspensions suspensions() {
        return new Suspensions();
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    ModelStore modelStore(ModelStoreSettings settings, Catalogue catalogue, InstantSource clock) {
        try {
            return FileModelStore.open(settings.folder(), catalogue, FeatureExtractor.SCHEMA, clock);
        } catch (ReleaseRefused e) {
            throw new ConfigurationProblem("tutti.model-store: " + e.getMessage(), e);
        }
    }
}
