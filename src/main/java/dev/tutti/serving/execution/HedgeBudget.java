package dev.tutti.serving.execution;

/**
 * How many hedges the whole process may still send: each proposer's call earns a share of one, and no more than ten are
 * saved up. So hedges never exceed share x proposers' calls. Safe for many threads.
 */
final class HedgeBudget {
    private static final double MOST_SAVED = 10;
    /** Twenty times 0.05 must make one, however doubles add up. */
    private static final double ROUNDING = 1e-9;

    private final double share;
    private double balance;

    HedgeBudget(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of hedges is 0 to 1, was " + share);
        }
        this.share = share;
    }

    /** A proposer is asked. */
    synchronized void called() {
        balance = Math.min(MOST_SAVED, balance + share);
    }

    /** Takes one hedge out, if there is one. */
    synchronized boolean tryTake() {
        if (balance < 1 - ROUNDING) {
            return false;
        }
        balance -= 1;
        return true;
    }
}
