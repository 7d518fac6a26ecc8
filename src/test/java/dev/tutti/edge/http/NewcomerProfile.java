package dev.tutti.edge.http;

import dev.tutti.memory.modelstore.TwoReleases;
import dev.tutti.words.chat.ModelId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A practice service whose release has not measured one of its models; every answer is "hello", and that is right. */
public class NewcomerProfile extends PracticeProfile {
    static final ModelId NEW = new ModelId("practice/aria-nano");

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedRuns.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        TwoReleases.publishWithout(NEW, Path.of(settings.get("tutti.model-store")));
        settings.put("tutti.newcomers.enabled", "true");
        settings.put("tutti.newcomers.anchors", "2");
        settings.put("tutti.newcomers.labels", "2");
        settings.put("tutti.newcomers.forced", "1");
        settings.put("tutti.newcomers.share", "0.5");
        settings.put("quarkus.scheduler.start-mode", "halted");
        settings.put("tutti.verifiers.rivers.regex", "hello");
        return settings;
    }
}
