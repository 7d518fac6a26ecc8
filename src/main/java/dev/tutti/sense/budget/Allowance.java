package dev.tutti.sense.budget;

import java.time.Duration;

/**
 * What may be used in a minute, refilled evenly and never beyond one minute's worth, so that after a rest a whole minute's
 * worth may be used at once. What was used beyond it is owed and refills first. For one thread at a time.
 */
public final class Allowance {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final long perMinute;
    private double left;
    private long at;

    /** Full at that moment on the monotonic clock. */
    public Allowance(long perMinute, long nanos) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("an allowance is at least 1 a minute, was " + perMinute);
        }
        this.perMinute = perMinute;
        left = perMinute;
        at = nanos;
    }

    public long perMinute() {
        return perMinute;
    }

    /** How long it takes until that much is left; what is more than a whole minute's worth is let in when all is left. */
    public Duration untilLeft(long amount, long nanos) {
        refill(nanos);
        return until((double) Math.min(amount, perMinute));
    }

    /** Negative gives back. */
    public void take(long amount, long nanos) {
        refill(nanos);
        left = Math.min(left - amount, (double) perMinute);
    }

    /** What is left in whole units; 0 when something is owed. */
    public long left(long nanos) {
        refill(nanos);
        return Math.max(0, (long) left);
    }

    /** How long it takes until all is left again, when nothing is used. */
    public Duration full(long nanos) {
        refill(nanos);
        return until((double) perMinute);
    }

    private Duration until(double wanted) {
        double missing = Math.max(0, wanted - left);
        return Duration.ofNanos((long) Math.ceil(missing / perMinute * MINUTE.toNanos()));
    }

    private void refill(long nanos) {
        double gained = (double) Math.max(0, nanos - at) * perMinute / MINUTE.toNanos();
        left = Math.min((double) perMinute, left + gained);
        at = nanos;
    }
}
