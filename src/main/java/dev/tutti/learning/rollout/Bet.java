package dev.tutti.learning.rollout;

/**
 * The e-process of "the mean harm is at most what is allowed": the wealth of a gambler who bets on every next harm being
 * larger. While it is true the wealth ever reaches 1 / alpha with probability alpha at most, however often and whenever
 * one looks (Ville's inequality; Waudby-Smith and Ramdas 2024). What is allowed may change from one to the next, as long as
 * it is known before. Not safe for threads.
 *
 * <p>The stake is their aGRAPA: the mean excess so far over its second moment, never negative, and so small that no harm
 * takes more than {@value #MOST} of the wealth.
 */
final class Bet {
    private static final double MOST = 0.5;
    /** Far beyond any proof, and a number in JSON. */
    private static final double MOST_TOLD = 1e12;

    private final double range;
    private double sum;
    private double squares;
    private double wealth;
    private double highest;
    private long seen;

    /** {@code range}: harms are from less this to this. */
    Bet(double range) {
        this.range = range;
        squares = range * range / 4;
    }

    void add(double harm, double allowed) {
        if (!(Math.abs(harm) <= range)) {
            throw new IllegalArgumentException("a harm is " + -range + " to " + range + ", was " + harm);
        }
        double excess = harm - allowed;
        double stake = Math.clamp(sum / squares, 0, MOST / (range + allowed));
        wealth += Math.log1p(stake * excess);
        highest = Math.max(highest, wealth);
        sum += excess;
        squares += excess * excess;
        seen++;
    }

    long seen() {
        return seen;
    }

    /** The highest wealth so far: once refuted, it stays so. */
    double eValue() {
        return Math.min(MOST_TOLD, Math.exp(highest));
    }

    /** The wealth as it is now: it falls when later harms say otherwise. */
    double present() {
        return Math.min(MOST_TOLD, Math.exp(wealth));
    }
}
