package dev.tutti.edge.http;

import java.util.Map;

/** The whole service with the patience of a test: what stalls is given up in a moment, and no breaker ever opens. */
public class FaultProfile extends PracticeProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.putAll(Map.of(
                "tutti.provider.stall-timeout", "200ms",
                "tutti.provider.max-response-bytes", "100000",
                "tutti.provider.breaker.window", "1000000",
                "tutti.provider.retry.ratio", "1",
                "tutti.provider.retry.max-attempts", "2",
                "tutti.provider.retry.first-backoff", "1ms",
                "tutti.provider.retry.longest-backoff", "1ms"));
        return settings;
    }
}
