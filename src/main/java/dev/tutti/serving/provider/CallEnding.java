package dev.tutti.serving.provider;

import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.Optional;

/** How a call ended; {@code attempts} counts every request that was sent for it. */
public sealed interface CallEnding {
    Duration latency();

    int attempts();

    /** An answer came. */
    record Succeeded(Answer answer, Duration firstByte, Duration latency, int attempts) implements CallEnding {}

    /**
     * No answer came. {@code message} is safe to show: it holds no secret and no prompt. {@code used} is what the
     * provider may have charged for, when known. {@code started}: bytes of an answer had already been passed on.
     * {@code complaint}: what is wrong with the request, where the provider says so; only of {@link Kind#INVALID}.
     */
    record Failed(
            Kind kind,
            String message,
            Optional<Usage> used,
            boolean started,
            Duration latency,
            int attempts,
            Optional<Complaint> complaint)
            implements CallEnding {
        public Failed(
                Kind kind, String message, Optional<Usage> used, boolean started, Duration latency, int attempts) {
            this(kind, message, used, started, latency, attempts, Optional.empty());
        }

        Failed complaining(Optional<Complaint> what) {
            return new Failed(kind, message, used, started, latency, attempts, what);
        }
    }

    /** Nobody wanted the answer any more; says nothing about the model. */
    record Ignored(Optional<Usage> used, Duration latency, int attempts) implements CallEnding {}

    /** Why no answer came. */
    enum Kind {
        /** Its time was up. */
        TIMEOUT,
        /** The provider said no for a while: 429. */
        RATE_LIMITED,
        /** Breaker open or bulkhead full: nothing was sent. */
        NOT_SENT,
        /** 400, 413 or 422: the request itself is at fault, and would be everywhere. */
        INVALID,
        /** Any other 4xx: this endpoint does not take it, because of our key or our catalogue for instance. */
        REJECTED,
        /** 5xx, connection lost, or not an answer. */
        BROKEN
    }
}
