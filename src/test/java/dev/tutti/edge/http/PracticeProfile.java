package dev.tutti.edge.http;

import dev.tutti.edge.bench.TestFolder;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The whole service as it starts with no settings, on the practice upstream, which answers at once and never fails. */
public class PracticeProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return new HashMap<>(Map.of(
                "tutti.training-data", TestFolder.create().toString(),
                "tutti.model-store", TestFolder.create().toString(),
                "tutti.practice.latency-scale", "0",
                "tutti.practice.failure-scale", "0",
                "tutti.audit.rate", "0",
                // Answers come at once, so a late one tells of the machine, and tests count calls.
                "tutti.execution.hedge.enabled", "false",
                // Work that waits tells of the machine too, so nobody is turned away for it.
                "tutti.overload.floor", "4000",
                "tutti.http.body-timeout", "1s",
                "tutti.http.unread-body", "100ms"));
    }
}
