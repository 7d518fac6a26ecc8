package dev.tutti.edge.bench;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

/** Waiting for a future of Vert.x on a plain thread. */
final class Waiting {
    private Waiting() {}

    /** Its value; {@link IllegalStateException} with its cause when it fails. */
    static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
