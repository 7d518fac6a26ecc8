package dev.tutti.edge.http;

import dev.tutti.learning.training.HeldTraining;
import dev.tutti.memory.modelstore.TwoReleases;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The service over a model store with two releases, with scripted runs, and trainings that wait until they are let in. */
public class RouterModelsProfile extends PracticeProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedRuns.class, HeldTraining.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        TwoReleases.publishTo(Path.of(settings.get("tutti.model-store")));
        settings.put("tutti.training.every", "7h");
        return settings;
    }
}
