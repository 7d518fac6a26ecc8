package dev.tutti.edge.http;

import dev.tutti.memory.modelstore.TwoReleases;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A practice service whose model store has a champion and a challenger on its way to serve; stages of 40 requests. */
public class RolloutProfile extends PracticeProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedRuns.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        TwoReleases.proposeIn(Path.of(settings.get("tutti.model-store")));
        settings.put("tutti.rollout.enabled", "true");
        settings.put("tutti.rollout.requests-per-stage", "40");
        settings.put("quarkus.scheduler.start-mode", "halted");
        return settings;
    }
}
