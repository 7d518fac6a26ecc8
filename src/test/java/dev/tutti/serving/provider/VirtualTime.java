package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock and timers that move only when told to. */
final class VirtualTime implements MonotonicClock, Timers {
    /** Equal only to itself. */
    private static final class Waiting {
        private final long at;
        private final Runnable action;

        Waiting(long at, Runnable action) {
            this.at = at;
            this.action = action;
        }

        long at() {
            return at;
        }

        Runnable action() {
            return action;
        }
    }

    private final List<Waiting> waiting = new ArrayList<>();
    private long now = 1_000_000_000L;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Timer after(Duration time, Runnable action) {
        Waiting entry = new Waiting(now + Math.max(0, time.toNanos()), action);
        waiting.add(entry);
        return () -> {
            synchronized (this) {
                waiting.remove(entry);
            }
        };
    }

    /** Lets that much time pass and runs what comes due, in order. */
    void pass(Duration time) {
        long until = nanos() + time.toNanos();
        while (true) {
            Waiting next;
            synchronized (this) {
                next = waiting.stream()
                        .filter(entry -> entry.at() <= until)
                        .min(Comparator.comparingLong(Waiting::at))
                        .orElse(null);
                if (next == null) {
                    now = until;
                    return;
                }
                waiting.remove(next);
                now = Math.max(now, next.at());
            }
            next.action().run();
        }
    }

    synchronized int timers() {
        return waiting.size();
    }
}
