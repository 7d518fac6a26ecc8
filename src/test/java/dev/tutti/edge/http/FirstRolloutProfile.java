package dev.tutti.edge.http;

import dev.tutti.memory.modelstore.TwoReleases;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A practice service without a release but the one in the shadow of the rule; wherever the two differ, both plans run. */
public class FirstRolloutProfile extends PracticeProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedRuns.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        TwoReleases.proposeFirstIn(Path.of(settings.get("tutti.model-store")));
        settings.put("tutti.rollout.enabled", "true");
        settings.put("quarkus.scheduler.start-mode", "halted");
        settings.put("tutti.rollout.pairs.rate", "1");
        settings.put("tutti.verifiers.rivers.regex", "hello");
        return settings;
    }
}
