package dev.tutti.edge.http;

import dev.tutti.edge.bench.TestFolder;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The service with {@link ScriptedServing} and an outcome log of its own. */
public class ScriptedProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedServing.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tutti.training-data",
                TestFolder.create().toString(),
                "tutti.model-store",
                TestFolder.create().toString(),
                "tutti.http.max-body",
                "100K",
                "tutti.http.heartbeat",
                "1s");
    }
}
