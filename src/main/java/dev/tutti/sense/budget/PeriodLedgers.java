package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A ledger for each of the periods of one kind that were asked for last: a request that came in before midnight may be
 * decided after it, and belongs to the day before; and a clock may be set back. What may be spent is not theirs to say: limits
 * change while requests are on their way. For one thread at a time; the ledgers are for many.
 */
final class PeriodLedgers {
    private static final int KEPT = 4;
    private static final Usd UNBOUNDED = new Usd(Long.MAX_VALUE);

    private final Period period;
    private final SpentBefore before;
    /** The one asked for last is last. */
    private final SequencedMap<LocalDate, Ledger> byFirstDay = new LinkedHashMap<>(KEPT, 1, true);

    PeriodLedgers(Period period, SpentBefore before) {
        this.period = period;
        this.before = before;
    }

    /** Of the period in which the moment lies. */
    Ledger at(Instant moment) {
        LocalDate first = period.first(moment);
        Ledger known = byFirstDay.get(first);
        return known == null ? begun(first) : known;
    }

    /** What this process has spent in that period no other ledger holds any more, so nothing counts twice. */
    private Ledger begun(LocalDate first) {
        Usd spent = before.between(first, period.next(first));
        Ledger ledger = new Ledger(UNBOUNDED);
        ledger.hold(Usd.ZERO).settle(spent);
        byFirstDay.put(first, ledger);
        if (byFirstDay.size() > KEPT) {
            byFirstDay.pollFirstEntry();
        }
        return ledger;
    }
}
