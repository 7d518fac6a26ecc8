package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/**
 * How long decisions take, features included, by the metrics of a served Tutti: to one caller alone, which is what a
 * decision costs, and to a crowd, where the clock also runs while a thread waits for a processor.
 */
final class DecisionCost {
    /** Over which the metrics reckon quantiles, so that what came before is forgotten after as long. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Loader loader;
    private final ServedTutti tutti;
    private final PrintWriter out;

    DecisionCost(Loader loader, ServedTutti tutti, PrintWriter out) {
        this.loader = loader;
        this.tutti = tutti;
        this.out = out;
    }

    /** The settings with which Tutti is to be started. */
    static Map<String, String> settings() {
        return Map.of("quarkus.micrometer.export.prometheus.step", WINDOW.toString());
    }

    void run(int connections, Prompts prompts) {
        loader.closed(tutti.base().getPort(), prompts, connections, WINDOW);
        String crowd = line();
        // Twice: at the end of the first window some of the crowd's decisions are still in it.
        loader.closed(tutti.base().getPort(), prompts, 1, WINDOW.multipliedBy(2));
        out.printf("one decision with features, tutti/auto, at 1 connection: %s%n", line());
        out.printf("  the same at %d connections, waiting for a processor included: %s%n", connections, crowd);
    }

    private String line() {
        return "p50 %.3f ms, p99 %.3f ms"
                .formatted(DecisionTimes.quantile(tutti, "0.5"), DecisionTimes.quantile(tutti, "0.99"));
    }
}
