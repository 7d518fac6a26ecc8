package dev.tutti.memory.outcome;

import dev.tutti.words.chat.RequestId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The memory of requests for embeddings, as safe as the {@link OutcomeLog}. Safe for many threads. */
public interface EmbeddingLog {
    /** Durable on return; {@link IllegalArgumentException} when a row of that id is there already. */
    void append(EmbeddingRow row);

    Optional<EmbeddingRow> findEmbedding(RequestId id);

    /** One page, in the order of writing; {@link IllegalArgumentException} when there is no row to go on after. */
    List<EmbeddingRow> page(EmbeddingQuery query);

    /**
     * All rows of the query that are there now, in order, its limit aside, without holding them all in memory; the visitor
     * may use the log itself. {@link IllegalArgumentException} when there is no row to go on after.
     */
    void scan(EmbeddingQuery query, Consumer<EmbeddingRow> visitor);
}
