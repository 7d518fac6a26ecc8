package dev.tutti.edge.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a Tutti that learns is set for the benchmark, over HTTP and in this program alike. */
final class LearningSettings {
    /** Of prompts, of bandit logs. */
    static final double AUDIT_RATE = 0.02;

    private LearningSettings() {}

    /** {@code target}: the score asked for where a request says nothing. */
    static Map<String, String> common(double target, long seed) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tutti.decision.quality-target", Double.toString(target));
        settings.put("tutti.decision.max-cost-usd", "10");
        settings.put("tutti.decision.max-latency", "PT10M");
        settings.put("tutti.training.seed", Long.toString(seed));
        return settings;
    }

    static Map<String, String> fullInformation() {
        return Map.of("tutti.audit.rate", "0");
    }

    /** Half of the requests go to the champion, a quarter to each of two others. */
    static Map<String, String> banditLogs() {
        return Map.of(
                "tutti.audit.rate", Double.toString(AUDIT_RATE),
                "tutti.decision.exploration.share", "0.5",
                "tutti.decision.exploration.least-propensity", "0.2",
                "tutti.decision.exploration.most-plans", "2",
                "tutti.decision.exploration.cost-factor", "100",
                "tutti.decision.exploration.max-spend-share", "1");
    }
}
