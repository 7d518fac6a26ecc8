package dev.tutti.memory.outcome;

import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one request for embeddings came to. Nothing was decided on it and nothing can be learned from it, so it is no
 * {@link OutcomeRow}: these rows are kept beside those, and whoever reads those meets none of these. {@code inputs}: how many
 * texts there were; {@code called}: the part of its time that the call took. The JSON form is a format on disk: fields are added, never renamed.
 */
public record EmbeddingRow(
        RequestId id,
        Instant at,
        KeyId key,
        Optional<String> task,
        ModelId model,
        Optional<String> servedModel,
        int inputs,
        Usage usage,
        Usd cost,
        Optional<Duration> firstByte,
        Duration called,
        Duration latency,
        int attempts,
        CallStatus status,
        EndingKind ending,
        Origin origin,
        String catalogueVersion) {
    public EmbeddingRow {
        if (inputs < 1 || attempts < 0) {
            throw new IllegalArgumentException(
                    "a request embeds at least 1 text in 0 or more attempts, were " + inputs + " and " + attempts);
        }
    }

    /** When the request came in: what it cost belongs to that day. */
    public Instant came() {
        return at.minus(latency);
    }

    /** Whether a key's budget pays for it. */
    public boolean paidByKey() {
        return !key.equals(KeyId.ANONYMOUS);
    }
}
