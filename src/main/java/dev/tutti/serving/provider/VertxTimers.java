package dev.tutti.serving.provider;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Timers of the event loops. */
final class VertxTimers implements Timers {
    private final Vertx vertx;

    VertxTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Timer after(Duration time, Runnable action) {
        // Vert.x counts whole milliseconds, at least 1; rounded up, so that what waits for a deadline finds it passed.
        long millis = Math.max(1, time.plusNanos(999_999).toMillis());
        // Cancelled from another thread, a timer stays in its loop's queue until that wakes: it must not keep a call so
        // long.
        AtomicReference<Runnable> due = new AtomicReference<>(action);
        long id =
                vertx.setTimer(millis, _ -> due.getAndSet(VertxTimers::nothing).run());
        return () -> {
            due.set(VertxTimers::nothing);
            vertx.cancelTimer(id);
        };
    }

    private static void nothing() {}
}
