package dev.tutti.learning.promise;

/**
 * The e-process of one promise "the mean score is at least the target": the wealth of a gambler who bets on every next
 * score being below it. While the promise holds the wealth ever reaches 1 / alpha with probability alpha at most, however
 * often and whenever one looks (Ville's inequality; Waudby-Smith and Ramdas 2024). Not safe for threads.
 *
 * <p>The stake is their aGRAPA: the gap between target and mean so far over the second moment about the target, never
 * negative, so that nothing is staked while the scores are good, and at most {@value #MOST} of the wealth.
 */
public final class Suspicion {
    private static final double MOST = 0.5;
    /** Near a target of 1 no score can take much of the wealth, and stakes would grow without end. */
    private static final double LEAST_ROOM = 0.01;

    private final double target;
    private double sum;
    private double squares = 0.25;
    private long seen;
    private double wealth;
    private double highest;

    public Suspicion(double target) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException("a target is 0 to 1, was " + target);
        }
        this.target = target;
        this.sum = target;
    }

    /** A further score, 0 to 1, that chance picked. */
    public void add(double score) {
        wealth += Math.log1p(stake() * (target - score));
        highest = Math.max(highest, wealth);
        seen++;
        sum += score;
        double deviation = score - sum / (seen + 1);
        squares += deviation * deviation;
    }

    private double stake() {
        double gap = target - sum / (seen + 1);
        double variance = squares / (seen + 1);
        return Math.clamp(gap / (variance + gap * gap), 0, MOST / Math.max(LEAST_ROOM, 1 - target));
    }

    public long seen() {
        return seen;
    }

    /** The highest wealth so far: the evidence against the promise. */
    public double eValue() {
        return Math.exp(highest);
    }

    /** Whether the promise is refuted; once it is, it stays so. */
    public boolean alarms(double alpha) {
        return eValue() >= 1 / alpha;
    }
}
