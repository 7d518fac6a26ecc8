package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.chat.ModelId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How a practice model is reached: like any other endpoint, only without a key. */
final class PracticeEndpoint {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final int CONCURRENCY = 256;

    private PracticeEndpoint() {}

    static Endpoint of(URI baseUrl, ModelId id) {
        return new Endpoint(baseUrl, id.value(), Optional.empty(), CONNECT, CALL, CONCURRENCY);
    }
}
