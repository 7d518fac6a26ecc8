package dev.tutti.memory.outcome;

import dev.tutti.words.chat.RequestId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The memory of what was decided and how it went. When {@link #append} has returned, the row is on disk and survives
 * {@code kill -9} and power loss. Every method throws {@link OutcomeLogUnavailable} when the disk does not take or give
 * the rows; none is dropped silently. Safe for many threads.
 */
public interface OutcomeLog {

    /** {@link IllegalArgumentException} when a row of that id is there already; that one stays as it is. */
    void append(OutcomeRow row);

    /** Rows from elsewhere, with labels; those whose id is there already are left as they are. Returns how many were new. */
    int importRows(List<LabelledRow> rows);

    /** Adds a label, durable on return; {@link IllegalArgumentException} when there is no such row. */
    void label(Label label);

    Optional<LabelledRow> find(RequestId id);

    /** One page; {@link IllegalArgumentException} when there is no row to go on after. */
    List<LabelledRow> page(OutcomeQuery query);

    /**
     * All rows of the query that are there now, in order, its limit aside, without holding them all in memory; the
     * visitor may use the log itself. Returns how many of them are damaged on disk and were passed over, 0 in sound logs.
     */
    long scan(OutcomeQuery query, Consumer<LabelledRow> visitor);

    long count();

    /** Writes a few bytes that say nothing new; when it has returned, a row would have been taken too. */
    void requireWritable();
}
