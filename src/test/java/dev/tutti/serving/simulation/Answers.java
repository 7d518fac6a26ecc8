package dev.tutti.serving.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How many of some requests were answered, how many of these answers were right, and how long they took. */
final class Answers {
    private final List<Duration> latencies = new ArrayList<>();
    private int requests;
    private int right;

    void none() {
        requests++;
    }

    void one(boolean isRight, Duration latency) {
        requests++;
        right += isRight ? 1 : 0;
        latencies.add(latency);
    }

    int requests() {
        return requests;
    }

    int missing() {
        return requests - latencies.size();
    }

    double answeredPercent() {
        return 100.0 * latencies.size() / requests;
    }

    /** Of the answers; not a number where there are none. */
    double rightPercent() {
        return 100.0 * right / latencies.size();
    }

    /** The nearest rank; zero where there are none. */
    Duration latency(double quantile) {
        if (latencies.isEmpty()) {
            return Duration.ZERO;
        }
        Collections.sort(latencies);
        return latencies.get(Math.max(0, (int) Math.ceil(quantile * latencies.size()) - 1));
    }
}
