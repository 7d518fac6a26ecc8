package dev.tutti.serving.execution;

import java.util.Optional;

/** How a request for embeddings ended. */
public sealed interface EmbeddingEnding {
    /** The body of the provider's answer, as it came. */
    @SuppressWarnings("ArrayRecordComponent") // passed on once and never compared
    record Answered(byte[] body) implements EmbeddingEnding {}

    /** As {@link Ending.Failed}: {@code message} is safe to show, or in the provider's words where the request is at fault. */
    record Failed(FailureKind kind, String message, Optional<String> param) implements EmbeddingEnding {}

    /** Nobody wanted them any more. */
    record Cancelled() implements EmbeddingEnding {}
}
