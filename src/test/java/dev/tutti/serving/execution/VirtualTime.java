package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** A clock that only moves when a run waits: to the next thing that is to happen, and makes it happen. One thread. */
final class VirtualTime implements MonotonicClock, Patience {
    private record Event(long at, long order, Runnable happens) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final ArrayDeque<Duration> waits = new ArrayDeque<>();
    private long now = 1_000;
    private boolean hurried;
    private long order;

    @Override
    public long nanos() {
        if (hurried) {
            events.removeIf(this::happensNow);
        }
        return now;
    }

    /** From now on other threads are quick: each look at the clock finds that what was to happen at this moment has. */
    void hurry() {
        hurried = true;
    }

    private boolean happensNow(Event event) {
        if (event.at() > now) {
            return false;
        }
        event.happens().run();
        return true;
    }

    void in(Duration time, Runnable happens) {
        events.add(new Event(now + time.toNanos(), order++, happens));
    }

    @Override
    public void await(CompletableFuture<?> what, Deadline until) {
        long end = now + until.left().toNanos();
        waits.add(until.left());
        while (!what.isDone() && now < end) {
            Event next = events.peek();
            if (next == null || next.at() > end) {
                now = end;
                return;
            }
            events.poll();
            now = Math.max(now, next.at());
            next.happens().run();
        }
    }

    /** Lets everything happen that is still to happen. */
    void drain() {
        while (!events.isEmpty()) {
            Event next = events.poll();
            now = Math.max(now, next.at());
            next.happens().run();
        }
    }
}
