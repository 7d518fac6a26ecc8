package dev.tutti.edge.http;

import java.time.Duration;

/**
 * How many pass a second where enough of them wait: what is done a second when there is enough to do. Lately: the e-fold of
 * what was seen is forgotten in one interval of such a time, and all of it after an interval in which too few waited. A
 * standstill says nothing of the pace: neither one before the first that passes nor what is long of one between two. For
 * one thread at a time.
 */
final class Pace {
    static final double SECOND = 1e9;
    /** Of an interval: a pace seen for so long is known. */
    private static final double ENOUGH = 0.2;
    /** Longer between two that pass is a standstill: a collection of garbage, or others that have the processors. */
    private static final long STANDSTILL = Duration.ofMillis(50).toNanos();

    private final long interval;
    private double passed;
    private double time;
    private long at;
    private long enoughAt;
    private long passedAt;
    private boolean passing;

    Pace(Duration interval, long nanos) {
        this.interval = interval.toNanos();
        this.at = nanos;
        this.enoughAt = nanos;
        this.passedAt = nanos;
    }

    boolean isKnown() {
        return time >= ENOUGH * interval;
    }

    /** 0 where none was ever seen to pass. */
    double perSecond() {
        return time == 0 ? 0 : passed * SECOND / time;
    }

    /** Time has run until now, and {@code enough} says whether enough waited in it. */
    void runs(boolean enough, long nanos) {
        if (enough) {
            enoughAt = nanos;
            if (passing) {
                count(Math.min(nanos, passedAt + STANDSTILL) - Math.min(at, passedAt + STANDSTILL));
            }
        } else {
            passing = false;
            if (nanos - enoughAt > interval) {
                passed = 0;
                time = 0;
            }
        }
        at = nanos;
    }

    private void count(long nanos) {
        double kept = Math.exp(-(double) nanos / interval);
        passed *= kept;
        time = time * kept + interval * (1 - kept);
    }

    /** One passes, and enough wait. */
    void passes() {
        passed += passing ? 1 : 0;
        passing = true;
        passedAt = at;
    }
}
