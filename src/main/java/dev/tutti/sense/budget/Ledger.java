package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.util.Optional;

/**
 * The money of one request: a cap, what is reserved for calls on their way, and what was spent. Before each sub-call its
 * worst case is reserved; a reservation is granted only when spent + reserved + worst case stays within the cap. Safe for
 * many threads.
 */
public final class Ledger {
    private final Usd cap;
    private Usd spent = Usd.ZERO;
    private Usd reserved = Usd.ZERO;
    private Usd overspent = Usd.ZERO;

    public Ledger(Usd cap) {
        if (cap.isNegative()) {
            throw new IllegalArgumentException("a cap is 0 or more, was " + cap);
        }
        this.cap = cap;
    }

    /** Holds the worst case of a call back, or nothing when the cap does not allow it. */
    public synchronized Optional<Reservation> reserve(Usd worstCase) {
        if (worstCase.isNegative()) {
            throw new IllegalArgumentException("a worst case is 0 or more, was " + worstCase);
        }
        if (worstCase.compareTo(cap.minus(spent).minus(reserved)) > 0) {
            return Optional.empty();
        }
        reserved = reserved.plus(worstCase);
        return Optional.of(new Reservation(worstCase));
    }

    /** Holds it back however much is spent: where somebody else looks at the cap. */
    synchronized Reservation hold(Usd amount) {
        reserved = reserved.plus(amount);
        return new Reservation(amount);
    }

    /** What may still be reserved; never negative. */
    public synchronized Usd left() {
        return cap.minus(spent).minus(reserved).max(Usd.ZERO);
    }

    public synchronized Usd spent() {
        return spent;
    }

    public synchronized Usd reserved() {
        return reserved;
    }

    /** What providers charged beyond what they had been allowed: nothing that we control, settled in full all the same. */
    public synchronized Usd overspent() {
        return overspent;
    }

    public Usd cap() {
        return cap;
    }

    /** Money held for one call; settled exactly once, later settlements change nothing. */
    public final class Reservation {
        private final Usd amount;
        private boolean settled;

        private Reservation(Usd amount) {
            this.amount = amount;
        }

        public Usd amount() {
            return amount;
        }

        /** The call has ended and cost that much. */
        public void settle(Usd actual) {
            if (actual.isNegative()) {
                throw new IllegalArgumentException("a cost is 0 or more, was " + actual);
            }
            synchronized (Ledger.this) {
                if (settled) {
                    return;
                }
                settled = true;
                reserved = reserved.minus(amount);
                spent = spent.plus(actual);
                if (actual.compareTo(amount) > 0) {
                    overspent = overspent.plus(actual.minus(amount));
                }
            }
        }

        /** The call has ended and nobody knows what it cost: the whole reservation counts as spent. */
        public void settleUnknown() {
            settle(amount);
        }

        /** Nothing was sent: nothing was spent. */
        public void release() {
            settle(Usd.ZERO);
        }
    }
}
