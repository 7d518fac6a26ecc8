package dev.tutti.edge.http;

/**
 * How many conversations a second may come in: as many as like, until work waits for longer than the target throughout an
 * interval, as in CoDel (RFC 8289); then nearly as many as lately came to their end, and by even steps more where that
 * is bearable. Lifted when nobody was turned away for a while. A rate and not a number of those inside: a thousand open
 * streams that wait for their models are no work. For one thread at a time.
 */
final class EntryRate {
    /** Of what was got through: a little less, so that what waits grows less. */
    private static final double LESS = 0.9;
    /** The same where it waited for long: there is more to be made up for. */
    private static final double CLEARLY_LESS = 0.7;
    /** Of what was let in, where nearly none of it came to its end yet; and never less of what did. */
    private static final double MUCH_LESS = 0.5;

    /** What takes less of the time it took an interval before is becoming better by itself. */
    private static final double BETTER = 0.9;

    private static final double STEP = 0.05;
    /** Steps at once, where work hardly waits. */
    private static final int STRIDE = 4;
    /** Intervals without a refusal after which the rate is lifted. */
    private static final int CALM = 5;
    /** Conversations a second that always may. */
    private static final double LEAST = 10;
    /** Of a second: as much as may come in at once. */
    private static final double BURST = 0.1;

    private static final double NANOS = 1e9;
    /** Of an interval in which no work was seen to wait: nothing is judged by it. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private final long target;
    private final long interval;
    private double perSecond = Double.POSITIVE_INFINITY;
    private double step;
    private double tokens;
    private long filled;
    private int calm;

    private long begun;
    private long leastWaited = UNKNOWN;
    private long waitedBefore;
    private int entered;
    private int refused;
    private int left;

    EntryRate(OverloadTerms terms, long nanos) {
        target = terms.target().toNanos();
        interval = terms.interval().toNanos();
        filled = nanos;
        begun = nanos;
    }

    boolean isLimited() {
        return perSecond < Double.POSITIVE_INFINITY;
    }

    double perSecond() {
        return perSecond;
    }

    /** How much of what may come in at once is left, 1 to -1; below 0 it is owed. */
    double room(long nanos) {
        if (!isLimited()) {
            return 1;
        }
        double burst = burst();
        tokens = Math.min(burst, tokens + (nanos - filled) / NANOS * perSecond);
        filled = nanos;
        return tokens / burst;
    }

    /** {@code owed}: whether it may come in on what is not there yet; else what is there is used up. */
    void enters(boolean owed) {
        entered++;
        if (isLimited()) {
            tokens = Math.max(owed ? -burst() : Math.min(0, tokens), tokens - 1);
        }
    }

    void refuses() {
        refused++;
    }

    void leaves() {
        left++;
    }

    /** Some work has waited so long. */
    void waited(long waited) {
        leastWaited = Math.min(leastWaited, waited);
    }

    /** True when an interval is over; {@code waiting}: how long the work waits already that is waiting now, where any is. */
    boolean isOver(long waiting, long nanos) {
        if (nanos - begun < interval) {
            return false;
        }
        waited(waiting);
        if (leastWaited != UNKNOWN) {
            judge((nanos - begun) / NANOS, nanos);
        }
        begin(nanos);
        return true;
    }

    private void judge(double seconds, long nanos) {
        if (leastWaited > target && leastWaited > BETTER * waitedBefore) {
            double letIn = entered / seconds;
            double gotThrough = left / seconds;
            // The longer it waited, the more there is to be made up for.
            double part = Math.clamp((double) target / leastWaited, CLEARLY_LESS, LESS);
            double reached = Math.clamp(part * gotThrough, MUCH_LESS * letIn, LESS * letIn);
            double least = Math.max(LEAST, MUCH_LESS * gotThrough);
            limit(Math.max(least, Math.min(LESS * perSecond, reached)), nanos);
        } else if (isLimited() && leastWaited <= target) {
            grow(seconds);
        }
        waitedBefore = leastWaited > target ? leastWaited : 0;
    }

    private void limit(double lower, long nanos) {
        filled = isLimited() ? filled : nanos;
        perSecond = lower;
        step = Math.max(1, lower * STEP);
        tokens = Math.min(tokens, burst());
        calm = 0;
    }

    private void grow(double seconds) {
        // One interval may have been long: nothing was asked for in it.
        calm = refused == 0 ? calm + (int) Math.min(CALM, seconds * NANOS / interval) : 0;
        if (calm >= CALM) {
            perSecond = Double.POSITIVE_INFINITY;
            tokens = 0;
        } else if (refused > 0) {
            perSecond += leastWaited * STRIDE < target ? STRIDE * step : step;
        }
    }

    private void begin(long nanos) {
        begun = nanos;
        leastWaited = UNKNOWN;
        entered = 0;
        refused = 0;
        left = 0;
    }

    private double burst() {
        return Math.max(2, perSecond * BURST);
    }
}
