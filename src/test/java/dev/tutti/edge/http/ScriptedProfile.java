package dev.tutti.edge.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
                freshFolder(),
                "tutti.model-store",
                freshFolder(),
                "tutti.http.max-body",
                "100K",
                "tutti.http.heartbeat",
                "1s");
    }

    static String freshFolder() {
        try {
            return Files.createTempDirectory("tutti-http").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
