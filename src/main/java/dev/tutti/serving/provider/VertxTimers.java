package dev.tutti.serving.provider;

import io.vertx.core.Vertx;
import java.time.Duration;

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
        long id = vertx.setTimer(millis, _ -> action.run());
        return () -> vertx.cancelTimer(id);
    }
}
