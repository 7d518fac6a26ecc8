package dev.tutti.memory.outcome;

import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Strategy;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rows: all conditions that are given hold; the time is from {@code from} up to but not including {@code until}.
 * Rows come in the order they were written; {@code after} is the last one of the page before. All rows unless a
 * {@code spread} of them is enough.
 */
public record OutcomeQuery(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Strategy> strategy,
        Optional<ModelId> model,
        Optional<KeyId> key,
        Optional<String> task,
        Optional<RequestId> auditOf,
        Optional<RequestId> after,
        Optional<Spread> spread,
        int limit) {
    public OutcomeQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 row, was " + limit);
        }
    }

    /**
     * Of all rows about so many, evenly over the order of writing, whether they have a label or not; {@code labelled}: all
     * others that have one, too. Where labels lie is no chance, so that with them it is no picture of all rows.
     */
    public record Spread(int most, boolean labelled) {
        public Spread {
            if (most < (labelled ? 0 : 1)) {
                throw new IllegalArgumentException("a spread has rows or is one of rows with a label, was " + most);
            }
        }
    }

    /** With all rows. */
    public OutcomeQuery(
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Strategy> strategy,
            Optional<ModelId> model,
            Optional<KeyId> key,
            Optional<String> task,
            Optional<RequestId> auditOf,
            Optional<RequestId> after,
            int limit) {
        this(from, until, strategy, model, key, task, auditOf, after, Optional.empty(), limit);
    }

    public static OutcomeQuery all(int limit) {
        return new OutcomeQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /** The same, of that time alone. */
    public OutcomeQuery within(Optional<Instant> first, Optional<Instant> end) {
        return new OutcomeQuery(first, end, strategy, model, key, task, auditOf, after, spread, limit);
    }

    /** The same with about so many rows without a label, from 0, however many there are. */
    public OutcomeQuery withUnlabelled(int most) {
        return with(new Spread(most, true));
    }

    /** The same with about so many rows, from 1, however many there are. */
    public OutcomeQuery withSpread(int most) {
        return with(new Spread(most, false));
    }

    private OutcomeQuery with(Spread some) {
        return new OutcomeQuery(from, until, strategy, model, key, task, auditOf, after, Optional.of(some), limit);
    }
}
