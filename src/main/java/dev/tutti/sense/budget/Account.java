package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.time.Instant;
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

    private final List<Limit> limits;
    private final Optional<KeyLedgers> ledgers;

    /** {@code before} is asked once for each period. */
    public Account(List<Limit> limits, SpentBefore before) {
        this(limits, Optional.of(new KeyLedgers(before)));
    }

    private Account(List<Limit> limits, Optional<KeyLedgers> ledgers) {
        this.limits = List.copyOf(limits);
        this.ledgers = ledgers;
    }

    /** One that pays for everything and remembers nothing. */
    public static Account unlimited() {
        return new Account(List.of(), Optional.empty());
    }

    /** The same money under other limits: what was spent and what is held count on. */
    public Account under(List<Limit> others) {
        return new Account(others, ledgers);
    }

    /** Looks up what was spent before in the periods of that moment, so that no request of theirs has to wait for it. */
    public void open(Instant moment) {
        ledgers.ifPresent(of -> of.open(moment));
    }

    /** How the limit of which least is left stands at that moment; empty without limits. */
    public Optional<Standing> scarcest(Instant moment) {
        // Most keys have no limit, and all of those share one account.
        return limits.isEmpty() ? Optional.empty() : ledgers.flatMap(of -> scarcest(of, moment));
    }

    private Optional<Standing> scarcest(KeyLedgers of, Instant moment) {
        return limits.stream().map(limit -> of.standing(limit, moment)).min(Comparator.comparing(Standing::left));
    }

    /**
     * Holds money for a request that came in at that moment: at least what it needs, or nothing when that much is not
     * left in each limit; at most what it may cost.
     */
    public Optional<Hold> hold(Usd least, Usd most, Instant came) {
        return ledgers.isEmpty() ? Optional.of(new Hold(most, List.of())) : held(ledgers.get(), least, most, came);
    }

    private Optional<Hold> held(KeyLedgers in, Usd least, Usd most, Instant came) {
        synchronized (in) {
            Usd left = scarcest(in, came).map(Standing::left).orElse(most);
            Usd wished = least.plus(new Usd(left.picos() / PARTS));
            // What it needs is not cut down: where that much is not left, nothing is held.
            Usd amount = limits.isEmpty() ? most : wished.min(left).max(least).min(most);
            // What costs nothing runs even where more is spent, as a provider or a lowered limit may have it.
            return amount.compareTo(left) > 0 && !amount.equals(Usd.ZERO)
                    ? Optional.empty()
                    : Optional.of(new Hold(amount, in.hold(amount, came)));
        }
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
