package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One limit and a ledger for each of the periods asked for last: a request that came in before midnight may be decided
 * after it, and belongs to the day before; and a clock may be set back. For one thread at a time; the ledgers are for many.
 */
final class LimitLedgers {
    private static final int KEPT = 4;

    private final Limit limit;
    private final SpentBefore before;
    /** The one asked for last is last. */
    private final SequencedMap<LocalDate, Ledger> byFirstDay = new LinkedHashMap<>(KEPT, 1, true);

    LimitLedgers(Limit limit, SpentBefore before) {
        this.limit = limit;
        this.before = before;
    }

    /** Of the period in which the moment lies. */
    Ledger at(Instant moment) {
        LocalDate first = limit.period().first(moment);
        Ledger known = byFirstDay.get(first);
        return known == null ? begun(first) : known;
    }

    Standing standing(Instant moment) {
        Ledger ledger = at(moment);
        LocalDate next = limit.period().next(limit.period().first(moment));
        return new Standing(
                limit,
                ledger.spent(),
                ledger.reserved(),
                ledger.left(),
                next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** What this process has spent in that period no other ledger holds any more, so nothing counts twice. */
    private Ledger begun(LocalDate first) {
        Usd spent = before.between(first, limit.period().next(first));
        Ledger ledger = new Ledger(limit.most());
        ledger.reserveNothing().settle(spent);
        byFirstDay.put(first, ledger);
        if (byFirstDay.size() > KEPT) {
            byFirstDay.pollFirstEntry();
        }
        return ledger;
    }
}
