package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;

/**
 * How many calls of one model may be on their way at once, learned from how they end: additive increase, multiplicative
 * decrease (Chiu and Jain, 1989), round by round. It begins at its ceiling, which is what the catalogue allows; after a
 * fall it grows steeply to about where it fell, as TCP does (RFC 5681), and by even steps from there. Always between floor
 * and ceiling. For one thread at a time.
 */
final class AdaptiveLimit {
    /** Of the ceiling, so that wide models grow as fast as narrow ones. */
    private static final int STEPS = 32;

    private final LimitTerms terms;
    private final MonotonicClock clock;
    private final int floor;
    private final int ceiling;
    private final PaceWatch streamed;
    private final PaceWatch whole;
    private int limit;
    /** Below it the limit grows steeply. */
    private int fellAt;

    private boolean falling;
    private int falls;
    private long quietSince;
    private Round round;

    AdaptiveLimit(int ceiling, LimitTerms terms, MonotonicClock clock) {
        if (ceiling < 1) {
            throw new IllegalArgumentException("a ceiling is at least 1, was " + ceiling);
        }
        this.terms = terms;
        this.clock = clock;
        this.floor = Math.min(terms.floor(), ceiling);
        this.ceiling = ceiling;
        limit = ceiling;
        fellAt = ceiling;
        quietSince = clock.nanos();
        streamed = new PaceWatch(terms.slow(), quietSince);
        whole = new PaceWatch(terms.slow(), quietSince);
        round = new Round(limit);
    }

    int now() {
        return limit;
    }

    /** A call begins, and so many are on their way with it; how often the limit had fallen by then. */
    int begins(int onTheWay) {
        forget(onTheWay);
        round.begins(onTheWay);
        return falls;
    }

    /** A call has ended that began after so many falls: what began before the last one says nothing about this limit. */
    void ended(int fallsBefore, Signal signal) {
        if (signal instanceof Signal.Crowded) {
            quietSince = clock.nanos();
        }
        if (fallsBefore == falls) {
            round.ended(signal);
            if (round.isCrowded(terms.tolerated())) {
                fall();
            } else if (round.isOver()) {
                judge();
            }
        }
    }

    private void judge() {
        long now = clock.nanos();
        // Both before the look at either, so that each sees every round.
        boolean streamsAreSlow = streamed.isCrowded(round.streamed(), now);
        boolean wholeAreSlow = whole.isCrowded(round.whole(), now);
        if (!round.needed()) {
            next(limit);
        } else if (streamsAreSlow || wholeAreSlow) {
            fall();
        } else {
            falling = false;
            grow();
        }
    }

    private void grow() {
        int step = Math.max(1, ceiling / STEPS);
        next(limit < fellAt ? Math.min(fellAt, limit * 2) : Math.min(ceiling, limit + step));
    }

    /** In a run of falls it is the first that tells how many are too many. */
    private void fall() {
        int lower = Math.max(floor, (int) (limit * terms.fall()));
        fellAt = falling ? fellAt : lower;
        falling = true;
        falls++;
        next(lower);
    }

    private void next(int next) {
        limit = next;
        round = new Round(limit);
    }

    /** What was learned long ago, of a model that was not pressed since, must not turn a crowd away today. */
    private void forget(int onTheWay) {
        long now = clock.nanos();
        if (now - quietSince >= terms.quiet().toNanos()) {
            quietSince = now;
            falling = false;
            if (limit < ceiling) {
                next(Math.min(ceiling, limit * 2));
            }
        } else if (onTheWay * 2 > limit) {
            quietSince = now;
        }
    }
}
