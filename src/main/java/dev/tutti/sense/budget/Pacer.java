package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The pacing of one key: the price of a dollar now, moved by each request twice, when it is decided by what it is expected
 * to cost, and when it has ended by the difference. Safe for many threads; never blocks.
 */
public final class Pacer {
    private final PaceTerms terms;
    private final AtomicReference<Pace> pace;

    /** Of a key that begins, or goes on from {@code before}. */
    public Pacer(PaceTerms terms, Pace before) {
        this.terms = terms;
        this.pace = new AtomicReference<>(terms.resumed(before));
    }

    public PaceTerms terms() {
        return terms;
    }

    /** How it stands now. */
    public Pace pace() {
        return pace.get();
    }

    /** The score that a dollar must buy now. */
    public double gainPerUsd() {
        return terms.gainPerUsd(pace());
    }

    /** What is saved against the mean; negative when owed. */
    public double savedUsd() {
        return pace().ahead() * terms.mean().toDouble();
    }

    /**
     * Counts a request that will be run. {@code expected}: over all that chance might have chosen for it, each by its
     * probability; {@code drawn}: by what was chosen. So the draw of an exploration moves no price, and yet the sums agree.
     */
    public Charge charge(Usd expected, Usd drawn) {
        pace.updateAndGet(now -> terms.asked(now, expected));
        return new Charge(drawn);
    }

    /** A request on its way; settled exactly once, later settlements change nothing. */
    public final class Charge {
        private final Usd drawn;
        private final AtomicBoolean settled = new AtomicBoolean();

        private Charge(Usd drawn) {
            this.drawn = drawn;
        }

        /** How its key stands now. */
        public Pace pace() {
            return pace.get();
        }

        /** It has ended, however it did, and cost that much. */
        public void settle(Usd actual) {
            if (settled.compareAndSet(false, true)) {
                pace.updateAndGet(now -> terms.settled(now, actual.minus(drawn)));
            }
        }
    }
}
