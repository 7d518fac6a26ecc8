package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the requests of one key have spent and hold, by period of every kind, whatever its limits are or were: a limit is only
 * a ceiling that is looked at when money is held. Whoever looks and then holds keeps its lock between.
 */
final class KeyLedgers {
    private final Map<Period, PeriodLedgers> byPeriod = new EnumMap<>(Period.class);

    KeyLedgers(SpentBefore before) {
        for (Period period : Period.values()) {
            byPeriod.put(period, new PeriodLedgers(period, before));
        }
    }

    /** Asks what was spent before in the periods in which the moment lies. */
    synchronized void open(Instant moment) {
        byPeriod.values().forEach(kind -> kind.at(moment));
    }

    /** How a limit stands at that moment. */
    synchronized Standing standing(Limit limit, Instant moment) {
        Period period = limit.period();
        Ledger ledger = Objects.requireNonNull(byPeriod.get(period)).at(moment);
        Usd spent = ledger.spent();
        Usd reserved = ledger.reserved();
        return new Standing(
                limit,
                spent,
                reserved,
                limit.most().minus(spent).minus(reserved).max(Usd.ZERO),
                period.next(period.first(moment)).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** In each of the periods in which the moment lies, however much is spent there. */
    synchronized List<Ledger.Reservation> hold(Usd amount, Instant came) {
        // All before the first holds: one may have to ask what was spent before, and be told nothing.
        List<Ledger> ledgers =
                byPeriod.values().stream().map(kind -> kind.at(came)).toList();
        return ledgers.stream().map(ledger -> ledger.hold(amount)).toList();
    }
}
