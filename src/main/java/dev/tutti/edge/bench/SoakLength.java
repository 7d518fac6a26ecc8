package dev.tutti.edge.bench;

import java.time.Duration;

/** How long a soak is: rounds of so many requests, each this long after the one before, or zero as fast as they end. */
public record SoakLength(int rounds, int requests, Duration gap) {
    private static final Duration GAP = Duration.ofMillis(5);
    private static final int LEAST_ROUNDS = 10;
    private static final int MILLIS_A_MINUTE = 60_000;

    /** A week. */
    static final int MOST_MINUTES = 7 * 24 * 60;

    /** Rounds of a minute, or shorter ones where there would be fewer than ten. */
    static SoakLength minutes(int minutes) {
        int rounds = Math.max(LEAST_ROUNDS, minutes);
        return new SoakLength(rounds, Math.toIntExact(minutes * MILLIS_A_MINUTE / rounds / GAP.toMillis()), GAP);
    }
}
