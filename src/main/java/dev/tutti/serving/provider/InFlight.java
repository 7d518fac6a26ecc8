package dev.tutti.serving.provider;

import java.util.concurrent.CompletableFuture;

/** A call on its way. */
public interface InFlight {
    /** Completes exactly once, never exceptionally. */
    CompletableFuture<CallEnding> ending();

    /** Gives up: the upstream connection closes, the ending becomes {@link CallEnding.Ignored} unless there was one. */
    void cancel();
}
