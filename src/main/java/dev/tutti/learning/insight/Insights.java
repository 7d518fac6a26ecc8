package dev.tutti.learning.insight;

import dev.tutti.learning.drift.Drift;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reports read from the outcome log; nothing in them is predicted, and each number says what it rests on. */
public final class Insights {
    private final OutcomeLog log;
    private final InstantSource clock;
    private final Supplier<List<Drift>> drift;

    /** {@code drift}: what drifts now. */
    public Insights(OutcomeLog log, InstantSource clock, Supplier<List<Drift>> drift) {
        this.log = log;
        this.clock = clock;
        this.drift = drift;
    }

    /**
     * The rows from that long ago until now, read twice: audits lie behind the requests they belong to.
     * {@link IllegalArgumentException} when the window is not above 0.
     */
    public InsightReport report(Duration window) {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a window is above 0, was " + window);
        }
        Instant until = clock.instant();
        OutcomeQuery rows = rows(until.minus(window), until);
        ReportTally tally = new ReportTally();
        log.scan(rows, tally::add);
        SavingTally saving = new SavingTally(tally.audits());
        log.scan(rows, labelled -> {
            if (ReportTally.isRequest(labelled.row())) {
                saving.add(labelled);
            }
        });
        return tally.report(until.minus(window), until, saving.insight(), drift.get());
    }

    private static OutcomeQuery rows(Instant from, Instant until) {
        return OutcomeQuery.all(1).within(Optional.of(from), Optional.of(until));
    }
}
