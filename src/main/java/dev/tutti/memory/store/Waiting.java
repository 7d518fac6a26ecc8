package dev.tutti.memory.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A write and the future of the caller who waits for it; only the writing thread applies and answers it. */
final class Waiting<T> {
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private final Write<T> write;
    private Runnable answer = () -> {};

    Waiting(Write<T> write) {
        this.write = write;
    }

    CompletableFuture<T> done() {
        return done;
    }

    void apply(RowWriter rows) throws SQLException {
        T result = write.apply(rows);
        answer = () -> done.complete(result);
    }

    /** What it changed is on disk. */
    void committed() {
        answer.run();
    }

    void failed(Throwable cause) {
        done.completeExceptionally(cause);
    }
}
