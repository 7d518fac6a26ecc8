package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;

/**
 * How many retries the whole process may still send: each call earns a share of one, each second some more, and no more
 * than ten seconds' worth is saved up. So attempts never exceed (1 + ratio) x calls + perSecond x seconds. Safe for many
 * threads.
 */
final class RetryBudget {
    private static final double SAVED_SECONDS = 10;
    private static final double NANOS = 1e9;

    private final double ratio;
    private final double perSecond;
    private final MonotonicClock clock;
    private long lastEarned;
    private double balance;

    RetryBudget(double ratio, double perSecond, MonotonicClock clock) {
        if (!(ratio >= 0 && ratio <= 1) || !(perSecond >= 0)) {
            throw new IllegalArgumentException("a retry ratio is 0 to 1 and retries per second are 0 or more, were "
                    + ratio + " and " + perSecond);
        }
        this.ratio = ratio;
        this.perSecond = perSecond;
        this.clock = clock;
        this.lastEarned = clock.nanos();
    }

    /** A call begins. */
    synchronized void called() {
        earn(ratio);
    }

    /** Takes one retry out, if there is one. */
    synchronized boolean tryTake() {
        earn(0);
        if (balance < 1) {
            return false;
        }
        balance -= 1;
        return true;
    }

    private void earn(double share) {
        long now = clock.nanos();
        double earned = share + (now - lastEarned) / NANOS * perSecond;
        lastEarned = now;
        balance = Math.min(Math.max(SAVED_SECONDS * perSecond, SAVED_SECONDS), balance + earned);
    }
}
