package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Reads an answer that comes in chunks: the event loop only queues bytes, a virtual thread for each stream does the rest,
 * for a sink may block. When the sink is slow, the queue fills, the response is paused, and TCP slows the provider down.
 */
final class StreamedReader {
    private final Protocols protocols;
    private final TokenEstimator estimator;
    private final Executor threads;
    private final Timers timers;
    private final MonotonicClock clock;
    private final StreamLimits limits;

    StreamedReader(
            Protocols protocols,
            TokenEstimator estimator,
            Executor threads,
            Timers timers,
            MonotonicClock clock,
            StreamLimits limits) {
        this.protocols = protocols;
        this.estimator = estimator;
        this.threads = threads;
        this.timers = timers;
        this.clock = clock;
        this.limits = limits;
    }

    void read(HttpClientResponse response, ModelCall call, ChunkSink sink, HttpAttempt attempt) {
        Context loop = Objects.requireNonNull(Vertx.currentContext(), "a response comes on its context");
        PieceQueue pieces = new PieceQueue(response::pause, () -> loop.runOnContext(_ -> response.resume()));
        StallWatch stall = new StallWatch(
                timers,
                clock,
                limits.stall(),
                pieces::paused,
                () -> attempt.broken(
                        "the stream was silent for " + limits.stall().toMillis() + " ms"));
        new StreamIntake(response, attempt, pieces, stall, timers, limits.maxBytes()).begin();
        threads.execute(
                new StreamPump(pieces, protocols.ofConversation(call).events(), estimator, call, sink, attempt));
    }
}
