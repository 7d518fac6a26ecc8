package dev.tutti.memory.store;

import java.time.Instant;

/** Moments as microseconds since 1970, the finest that columns compare; those beyond 290,000 years count as its end. */
final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final long MOST_SECONDS = Long.MAX_VALUE / PER_SECOND - 1;

    private Micros() {}

    static long of(Instant moment) {
        long seconds = Math.clamp(moment.getEpochSecond(), -MOST_SECONDS, MOST_SECONDS);
        return seconds * PER_SECOND + moment.getNano() / 1_000;
    }
}
