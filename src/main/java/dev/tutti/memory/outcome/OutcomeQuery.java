package dev.tutti.memory.outcome;

import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Strategy;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rows: all conditions that are given hold; the time is from {@code from} up to but not including {@code until}.
 * Rows come in the order they were written; {@code after} is the last one of the page before. {@code unlabelled}, from 0: of
 * the rows without a label about so many are enough, evenly spread over the order of writing; all when it is empty.
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
        Optional<Integer> unlabelled,
        int limit) {
    public OutcomeQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 row, was " + limit);
        }
        if (unlabelled.filter(most -> most < 0).isPresent()) {
            throw new IllegalArgumentException("rows without a label are at least 0, were " + unlabelled.get());
        }
    }

    /** With all rows that have no label. */
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
        return new OutcomeQuery(first, end, strategy, model, key, task, auditOf, after, unlabelled, limit);
    }

    /** The same with about so many rows without a label, from 0, however many there are. */
    public OutcomeQuery withUnlabelled(int most) {
        return new OutcomeQuery(from, until, strategy, model, key, task, auditOf, after, Optional.of(most), limit);
    }
}
