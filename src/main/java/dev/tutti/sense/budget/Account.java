package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The money of one API key: its limits, and in each what is spent and what is held for requests on their way. A request
 * belongs to the periods in which it came in, however long it takes. Safe for many threads.
 */
public final class Account {
    /**
     * A request may hold this part of what is left beyond what it needs: some room for hedges and for answers longer than
     * foreseen, and still a crowd of requests does not lock the rest of a budget away from one another.
     */
    private static final long PARTS = 64;

    private final List<LimitLedgers> limits;

    /** {@code before} is asked once for each period of each limit. */
    public Account(List<Limit> limits, SpentBefore before) {
        this.limits =
                limits.stream().map(limit -> new LimitLedgers(limit, before)).toList();
    }

    /** One that pays for everything. */
    public static Account unlimited() {
        return new Account(List.of(), (_, _) -> Usd.ZERO);
    }

    /** How the limit of which least is left stands at that moment; empty without limits. */
    public Optional<Standing> scarcest(Instant moment) {
        // Most keys have no limit, and all of those share one account.
        return limits.isEmpty() ? Optional.empty() : standing(moment);
    }

    private synchronized Optional<Standing> standing(Instant moment) {
        return limits.stream().map(limit -> limit.standing(moment)).min(Comparator.comparing(Standing::left));
    }

    /**
     * Holds money for a request that came in at that moment: at least what it needs, or nothing when that much is not
     * left in each limit; at most what it may cost.
     */
    public Optional<Hold> hold(Usd least, Usd most, Instant came) {
        return limits.isEmpty() ? Optional.of(new Hold(most, List.of())) : held(least, most, came);
    }

    private synchronized Optional<Hold> held(Usd least, Usd most, Instant came) {
        List<Ledger> ledgers = limits.stream().map(limit -> limit.at(came)).toList();
        Usd left = ledgers.stream()
                .map(Ledger::left)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Usd wished = least.plus(new Usd(left.picos() / PARTS));
        // What it needs is not cut down: where that much is not left, the ledgers refuse.
        return held(wished.min(left).max(least).min(most), ledgers);
    }

    private static Optional<Hold> held(Usd amount, List<Ledger> ledgers) {
        List<Ledger.Reservation> held = new ArrayList<>();
        for (Ledger ledger : ledgers) {
            Optional<Ledger.Reservation> one = reserve(amount, ledger);
            if (one.isEmpty()) {
                held.forEach(Ledger.Reservation::release);
                return Optional.empty();
            }
            held.add(one.get());
        }
        return Optional.of(new Hold(amount, held));
    }

    /** What costs nothing runs even where more than the limit is spent, as a provider or a lowered limit may have it. */
    private static Optional<Ledger.Reservation> reserve(Usd amount, Ledger ledger) {
        return amount.equals(Usd.ZERO) ? Optional.of(ledger.reserveNothing()) : ledger.reserve(amount);
    }

    /** Money held for one request; settled exactly once, later settlements change nothing. */
    public static final class Hold {
        private final Usd amount;
        private final List<Ledger.Reservation> reservations;

        private Hold(Usd amount, List<Ledger.Reservation> reservations) {
            this.amount = amount;
            this.reservations = List.copyOf(reservations);
        }

        /** What the request may cost at most. */
        public Usd amount() {
            return amount;
        }

        /** The request has ended and cost that much; what is left over is free again. */
        public void settle(Usd actual) {
            reservations.forEach(reservation -> reservation.settle(actual));
        }
    }
}
