package dev.tutti.edge.http;

/**
 * Conversations that were let in and whose turn has not come: how many there may be, which is as many as get their turn in
 * time. How quickly they do is measured while more of them wait than there are processors. After the target was missed
 * throughout an interval (as in CoDel, RFC 8289), or so many came at once that the last of them would miss it by an
 * interval, only so few may wait that a conversation keeps the target with all its turns, until nobody was turned away for a
 * while. Turns of those whose model has answered count too, a third each: a scheduler need not take the oldest first. What
 * waits for its model is no work, and not counted. For one thread at a time.
 */
final class EntryQueue {
    /** So often a conversation waits for its turn: to be read, when its model has answered, and when its row is on disk. */
    private static final int TURNS = 3;
    /** Intervals without a refusal after which more may wait again. */
    private static final int CALM = 5;
    /** For each processor so many may always wait: else it could run out of work. */
    private static final int AT_HAND = 2;

    /** Of what passes a second the last interval makes up so much. */
    private static final double NEWS = 0.2;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final long target;
    private final long interval;
    private final int processors;
    private final Pace pace;
    private int waiting;
    private boolean limited;
    private int calm;

    private long begun;
    private long leastWaited = UNKNOWN;
    private int refused;
    private int passed;
    private double perSecond;
    /** Since then somebody waits and nobody's turn has come. */
    private long stuck;

    EntryQueue(OverloadTerms terms, int processors, long nanos) {
        this.target = terms.target().toNanos();
        this.interval = terms.interval().toNanos();
        this.processors = processors;
        this.pace = new Pace(terms.interval(), nanos);
        this.begun = nanos;
        this.stuck = nanos;
    }

    boolean isLimited() {
        return limited;
    }

    /** How many get their turn, over about a second. */
    double perSecond() {
        return perSecond;
    }

    /**
     * How much of the queue is free, 1 to -1; below 0 it is longer than it should be.
     *
     * @param turns of any kind that wait for a thread
     */
    double room(int turns, long nanos) {
        pace.runs(isCrowded(), nanos);
        double load = Math.max(waiting, (double) turns / TURNS);
        return load < AT_HAND * processors ? 1 : Math.clamp(1 - load / most(), -1, 1);
    }

    private double most() {
        if (limited) {
            return Math.max(AT_HAND * processors, pace.perSecond() * target / TURNS / Pace.SECOND);
        }
        return pace.isKnown()
                ? Math.max(AT_HAND * processors, pace.perSecond() * (target + interval) / Pace.SECOND)
                : Double.POSITIVE_INFINITY;
    }

    private boolean isCrowded() {
        return waiting > processors;
    }

    void enters(long nanos) {
        pace.runs(isCrowded(), nanos);
        if (waiting == 0) {
            stuck = nanos;
        }
        waiting++;
    }

    void refuses() {
        refused++;
        limited = true;
        calm = 0;
    }

    /** Somebody's turn has come, after waiting so long. */
    void begins(long waited, long nanos) {
        pace.runs(isCrowded(), nanos);
        if (isCrowded()) {
            pace.passes();
        }
        waiting--;
        passed++;
        stuck = nanos;
        leastWaited = Math.min(leastWaited, waited);
    }

    /** True when an interval is over. */
    boolean isOver(long nanos) {
        if (nanos - begun < interval) {
            return false;
        }
        judge(waiting > 0 ? Math.min(leastWaited, nanos - stuck) : leastWaited, nanos);
        perSecond += NEWS * (passed * Pace.SECOND / (nanos - begun) - perSecond);
        begun = nanos;
        leastWaited = UNKNOWN;
        refused = 0;
        passed = 0;
        return true;
    }

    private void judge(long least, long nanos) {
        if (least != UNKNOWN && least > target) {
            limited = true;
            calm = 0;
        } else if (limited && refused == 0) {
            // One interval may have been long: nothing was asked for in it.
            calm += (int) Math.min(CALM, (nanos - begun) / interval);
            limited = calm < CALM;
        }
    }
}
