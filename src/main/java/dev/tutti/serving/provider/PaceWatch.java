package dev.tutti.serving.provider;

import java.time.Duration;
import java.util.List;

/**
 * Tells whether a model answers much slower than it lately did. What it lately did is the lowest median of the rounds of
 * the last five to ten minutes. A slowness that stays when fewer calls are sent does not come from their number: it is
 * how the model answers from then on. For one thread at a time.
 */
final class PaceWatch {
    private static final long PERIOD = Duration.ofMinutes(5).toNanos();
    /** A median of fewer answers says little. */
    private static final int LEAST = 5;
    /** Of a slow round's median: what is above has not become better. */
    private static final double BETTER = 0.9;

    private final double slow;
    private long period;
    private long lowest = Long.MAX_VALUE;
    private long lowestBefore = Long.MAX_VALUE;
    private long complained = Long.MAX_VALUE;

    PaceWatch(double slow, long nanos) {
        this.slow = slow;
        this.period = nanos;
    }

    /** Whether fewer calls are worth a try after a round with these paces. */
    boolean isCrowded(List<Long> paces, long nanos) {
        if (paces.size() < LEAST) {
            return false;
        }
        long median = paces.stream().sorted().skip(paces.size() / 2).findFirst().orElseThrow();
        turn(nanos);
        boolean crowded = median > slow * Math.min(lowest, lowestBefore);
        if (crowded && median > BETTER * complained) {
            lowest = median;
            lowestBefore = median;
            crowded = false;
        }
        complained = crowded ? median : Long.MAX_VALUE;
        lowest = Math.min(lowest, median);
        return crowded;
    }

    private void turn(long nanos) {
        long periods = (nanos - period) / PERIOD;
        if (periods > 0) {
            lowestBefore = periods == 1 ? lowest : Long.MAX_VALUE;
            lowest = Long.MAX_VALUE;
            period += periods * PERIOD;
        }
    }
}
