package dev.tutti.edge.http;

import dev.tutti.edge.bench.TestFolder;
import java.util.Map;

/** As {@link FaultProfile}, and all that is logged at all stands in a file. */
public class TalkativeProfile extends FaultProfile {
    static final String FILE = "quarkus.log.file.path";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.putAll(Map.of(
                "quarkus.log.level",
                "DEBUG",
                "quarkus.log.console.level",
                "INFO",
                "quarkus.log.file.enabled",
                "true",
                FILE,
                TestFolder.create() + "/tutti.log"));
        return settings;
    }
}
