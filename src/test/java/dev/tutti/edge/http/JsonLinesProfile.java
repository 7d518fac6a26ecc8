package dev.tutti.edge.http;

import dev.tutti.edge.bench.TestFolder;
import java.util.HashMap;
import java.util.Map;

/** As {@link ScriptedProfile}, traced, and with lines of JSON, of which a copy stands in a file. */
public class JsonLinesProfile extends ScriptedProfile {
    static final String FILE = "quarkus.log.file.path";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.putAll(Map.of(
                "quarkus.log.console.json.enabled",
                "true",
                "quarkus.log.file.enabled",
                "true",
                FILE,
                TestFolder.create() + "/tutti.log",
                "quarkus.otel.exporter.otlp.endpoint",
                "http://127.0.0.1:9"));
        return settings;
    }
}
