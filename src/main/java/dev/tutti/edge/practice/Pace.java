package dev.tutti.edge.practice;

import java.time.Duration;

/** How much of the made-up latency is really waited: all at scale 1, none at 0. */
record Pace(double scale) {
    static final double MOST = 1_000;

    Pace {
        if (!(scale >= 0 && scale <= MOST)) {
            throw new IllegalArgumentException("a latency scale is 0 to " + MOST + ", was " + scale);
        }
    }

    long millis(Duration unscaled) {
        return Math.round(unscaled.toNanos() / 1e6 * scale);
    }
}
