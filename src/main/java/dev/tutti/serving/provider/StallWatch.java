package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a stream has been silent for too long. While we ourselves keep it paused, its silence does not count. Looks
 * only when the time could be up, so a byte costs no timer.
 */
final class StallWatch {
    private final Timers timers;
    private final MonotonicClock clock;
    private final Duration limit;
    private final BooleanSupplier paused;
    private final Runnable onStall;
    private long lastSign;
    private boolean closed;
    private Timers.@Nullable Timer timer;

    StallWatch(Timers timers, MonotonicClock clock, Duration limit, BooleanSupplier paused, Runnable onStall) {
        this.timers = timers;
        this.clock = clock;
        this.limit = limit;
        this.paused = paused;
        this.onStall = onStall;
    }

    synchronized void start() {
        lastSign = clock.nanos();
        lookAfter(limit);
    }

    synchronized void alive() {
        lastSign = clock.nanos();
    }

    synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void look() {
        if (stillAlive()) {
            return;
        }
        onStall.run();
    }

    private synchronized boolean stillAlive() {
        if (closed) {
            return true;
        }
        if (paused.getAsBoolean()) {
            lastSign = clock.nanos();
        }
        Duration left = limit.minusNanos(clock.nanos() - lastSign);
        if (left.compareTo(Duration.ZERO) <= 0) {
            return false;
        }
        lookAfter(left);
        return true;
    }

    private void lookAfter(Duration time) {
        if (!closed) {
            timer = timers.after(time, this::look);
        }
    }
}
