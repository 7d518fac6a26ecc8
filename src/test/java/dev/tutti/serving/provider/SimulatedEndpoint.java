package dev.tutti.serving.provider;

import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.Optional;

/** A provider's side of a request, without sockets: what it replies, and when. */
@FunctionalInterface
public interface SimulatedEndpoint {
    /** Empty: it takes the request and never says anything. */
    Optional<Reply> reply(ModelCall call);

    /** A response with all its bytes, that long after the request. */
    sealed interface Reply {
        Duration after();

        /** 200 with a completion. */
        record Says(String text, Usage usage, Duration after) implements Reply {}

        /** 503 without {@code Retry-After}. */
        record Unavailable(Duration after) implements Reply {}
    }
}
