package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Deadline;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Blocks until a future is complete or a moment has passed, at most {@value #TICK_MILLIS} ms late. Nearly every wait ends
 * long before its moment, and a thread that parks for a time puts an alarm into a queue that wakes another thread, twice a
 * wait: of a request that was a fifteenth of its processor time. On a wheel an alarm that does not ring costs next to nothing.
 */
final class Alarms implements Patience, AutoCloseable {
    private static final int TICK_MILLIS = 5;

    private final HashedWheelTimer wheel = new HashedWheelTimer(
            task -> Thread.ofPlatform().name("alarms").daemon().unstarted(task), TICK_MILLIS, TimeUnit.MILLISECONDS);

    Alarms() {
        // Now: whoever starts it with the first alarm waits for its thread, and loses an interrupt in that wait.
        wheel.start();
    }

    @Override
    public void await(CompletableFuture<?> what, Deadline until) throws InterruptedException {
        if (what.isDone()) {
            return;
        }
        // A copy, so that an alarm ends the wait and not what is waited for.
        CompletableFuture<?> either = what.thenApply(_ -> true);
        Timeout alarm =
                wheel.newTimeout(_ -> either.complete(null), until.left().toNanos(), TimeUnit.NANOSECONDS);
        try {
            either.get();
        } catch (ExecutionException | CancellationException _) {
            // The run looks at its calls itself: how the wait ended says nothing more.
        } finally {
            alarm.cancel();
        }
    }

    @Override
    public void close() {
        wheel.stop();
    }
}
