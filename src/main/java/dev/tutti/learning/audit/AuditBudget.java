package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.words.chat.Usd;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The money that audits, or calls of one kind among them, may spend in one UTC day. What a restarted program had spent before, it reads from the log. Safe for many threads. */
final class AuditBudget {
    private final Usd perDay;
    private final InstantSource time;
    private final OutcomeLog log;
    private final Predicate<OutcomeRow> paid;
    private Optional<Day> today = Optional.empty();

    private record Day(LocalDate date, Ledger ledger) {}

    /** {@code paid}: which rows of the log tell of money of this budget. */
    private AuditBudget(Usd perDay, InstantSource time, OutcomeLog log, Predicate<OutcomeRow> paid) {
        this.perDay = perDay;
        this.time = time;
        this.log = log;
        this.paid = paid;
    }

    /** For all that runs in the background of requests, but pairs, anchors and judges. */
    static AuditBudget ofAudits(Usd perDay, InstantSource time, OutcomeLog log) {
        return new AuditBudget(perDay, time, log, AuditBudget::ofAudit);
    }

    private static boolean ofAudit(OutcomeRow row) {
        return row.auditOf().isPresent() && !row.paired() && !row.anchor() && !row.judging();
    }

    static AuditBudget ofAnchors(Usd perDay, InstantSource time, OutcomeLog log) {
        return new AuditBudget(perDay, time, log, OutcomeRow::anchor);
    }

    /** Apart from that of audits, which hold their worst cases and would leave none to label their answers. */
    static AuditBudget ofJudges(Usd perDay, InstantSource time, OutcomeLog log) {
        return new AuditBudget(perDay, time, log, OutcomeRow::judging);
    }

    static AuditBudget ofPairs(Usd perDay, InstantSource time, OutcomeLog log) {
        return new AuditBudget(perDay, time, log, OutcomeRow::paired);
    }

    /** Holds the worst cases of all calls back, or none of them: half an audit proves nothing, half a judgement is no label. */
    synchronized Optional<List<Ledger.Reservation>> reserve(List<Usd> worstCases) {
        Ledger ledger = ledger();
        Usd all = worstCases.stream().reduce(Usd.ZERO, Usd::plus);
        if (all.compareTo(ledger.left()) > 0) {
            return Optional.empty();
        }
        return Optional.of(worstCases.stream()
                .map(worst -> ledger.reserve(worst).orElseThrow())
                .toList());
    }

    private Ledger ledger() {
        Instant now = time.instant();
        LocalDate date = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Day day = today.filter(known -> known.date().equals(date)).orElseGet(() -> begin(date, now));
        today = Optional.of(day);
        return day.ledger();
    }

    private Day begin(LocalDate date, Instant now) {
        Ledger ledger = new Ledger(perDay);
        Usd[] spent = {Usd.ZERO};
        OutcomeQuery sinceMidnight = OutcomeQuery.all(Integer.MAX_VALUE)
                .within(Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant()), Optional.of(now));
        log.scan(sinceMidnight, labelled -> {
            OutcomeRow row = labelled.row();
            if (paid.test(row)) {
                spent[0] = spent[0].plus(row.cost());
            }
        });
        // Nothing else is reserved yet, so this fails only when the day's money is gone already.
        ledger.reserve(Usd.ZERO).ifPresent(before -> before.settle(spent[0]));
        return new Day(date, ledger);
    }
}
