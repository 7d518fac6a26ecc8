package dev.tutti.memory.outcome;

import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import java.time.Instant;
import java.util.Optional;

/** Which rows of embeddings, as {@link OutcomeQuery} says which of plans. */
public record EmbeddingQuery(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<ModelId> model,
        Optional<KeyId> key,
        Optional<RequestId> after,
        int limit) {
    public EmbeddingQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 row, was " + limit);
        }
    }

    public static EmbeddingQuery all(int limit) {
        return new EmbeddingQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
