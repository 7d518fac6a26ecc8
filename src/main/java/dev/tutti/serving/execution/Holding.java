package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Ledger;
import dev.tutti.serving.provider.Cover;
import dev.tutti.words.chat.Usd;
import java.util.Optional;

/**
 * The money of one call: the reservation of the attempt on its way, and the whole ones of those before it that may have
 * been charged without a word of how much. For many threads.
 */
final class Holding implements Cover {
    private final Ledger ledger;
    private final Usd kept;
    private Ledger.Reservation reservation;
    private Usd lost = Usd.ZERO;
    private boolean settled;

    private Holding(Ledger ledger, Usd kept, Ledger.Reservation reservation) {
        this.ledger = ledger;
        this.kept = kept;
        this.reservation = reservation;
    }

    /** Empty when the money is not there. {@code kept}: what comes after the call needs that much; no repetition takes it. */
    static Optional<Holding> of(Ledger ledger, Usd worstCase, Usd kept) {
        return ledger.reserve(worstCase).map(held -> new Holding(ledger, kept, held));
    }

    @Override
    public synchronized boolean another() {
        Usd most = reservation.amount();
        if (settled || most.compareTo(ledger.left().minus(kept)) > 0) {
            return false;
        }
        Optional<Ledger.Reservation> next = ledger.reserve(most);
        if (next.isPresent()) {
            reservation.settleUnknown();
            lost = lost.plus(most);
            reservation = next.get();
        }
        return next.isPresent();
    }

    /** The worst case of one attempt. */
    synchronized Usd amount() {
        return reservation.amount();
    }

    /** The last attempt has ended and cost that much; what the whole call cost. */
    synchronized Usd settle(Usd cost) {
        settled = true;
        reservation.settle(cost);
        return lost.plus(cost);
    }
}
