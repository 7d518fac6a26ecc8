package dev.tutti.serving.decision;

import java.util.concurrent.atomic.DoubleAdder;

/**
 * What exploring may add to all that is spent. Both are reckoned in expectation when a request is decided, before its draw,
 * so closing it never depends on what was drawn, and the propensities stay honest. Safe for many threads.
 */
final class ExplorationAllowance {
    private final double share;
    private final DoubleAdder spent = new DoubleAdder();
    private final DoubleAdder added = new DoubleAdder();

    ExplorationAllowance(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of spend is 0 to 1, was " + share);
        }
        this.share = share;
    }

    /** Whether exploring has cost less than its share so far. */
    boolean open() {
        return share > 0 && added.sum() <= share * spent.sum();
    }

    /** A request was decided: what its champion costs, and what the chance to explore adds to that, in USD, expected. */
    void note(double champion, double extra) {
        spent.add(champion);
        added.add(Math.max(0, extra));
    }
}
