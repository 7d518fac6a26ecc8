package dev.tutti.serving;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A clock, its timers and any number of stories that wait by it. A story is blocking code, such as a request; it has a
 * stack of its own, but only one of them, or the one who runs the time, moves at any moment: what happens, and in which
 * order, is the same every time.
 */
public final class SimulatedTime implements MonotonicClock, InstantSource {
    /** One who waits for a moment. Equal only to itself. */
    private static final class Event {
        private final long at;
        private final long order;
        private final Runnable happens;
        private boolean calledOff;

        Event(long at, long order, Runnable happens) {
            this.at = at;
            this.order = order;
            this.happens = happens;
        }

        long at() {
            return at;
        }

        long order() {
            return order;
        }
    }

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Semaphore stage = new Semaphore(0);
    private long now = 1_000_000_000L;
    private long order;
    private @Nullable Story onStage;
    private @Nullable Throwable broken;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, now);
    }

    /** Happens once that long from now, unless it is called off by running what is returned. */
    public Runnable after(Duration time, Runnable happens) {
        Event event = new Event(now + Math.max(0, time.toNanos()), order++, happens);
        events.add(event);
        return () -> event.calledOff = true;
    }

    /** Begins a story that long from now. */
    public void tell(Duration time, Runnable what) {
        after(time, () -> new Story(what).goOn());
    }

    /** Lets everything happen that is to happen; what breaks a story breaks this. */
    public void run() {
        for (Event next = events.poll(); next != null; next = events.poll()) {
            if (!next.calledOff) {
                now = next.at();
                next.happens.run();
            }
            if (broken != null) {
                throw new AssertionError("a story broke", broken);
            }
        }
    }

    /** Of a story: waits until the future is complete or the moment has passed. */
    public void await(CompletableFuture<?> what, Deadline until) {
        Story me = Objects.requireNonNull(onStage, "only a story can wait");
        if (what.isDone() || until.passed()) {
            return;
        }
        AtomicBoolean woken = new AtomicBoolean();
        // As an event of its own: whoever completes the future goes on first, as another thread would.
        Runnable wake = () -> {
            if (woken.compareAndSet(false, true)) {
                after(Duration.ZERO, me::goOn);
            }
        };
        Runnable calledOff = after(until.left(), wake);
        var _ = what.whenComplete((_, _) -> wake.run());
        me.pause();
        calledOff.run();
    }

    private final class Story {
        private final Semaphore turn = new Semaphore(0);

        Story(Runnable what) {
            Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                try {
                    what.run();
                } catch (RuntimeException | Error e) {
                    broken = e;
                } finally {
                    stage.release();
                }
            });
        }

        /** By the one who runs the time: returns when the story waits again, or is over. */
        void goOn() {
            onStage = this;
            turn.release();
            stage.acquireUninterruptibly();
            onStage = null;
        }

        void pause() {
            stage.release();
            turn.acquireUninterruptibly();
        }
    }
}
