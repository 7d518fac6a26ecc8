package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Deadline;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a run waits: the only place where it blocks. In tests it moves virtual time instead. */
@FunctionalInterface
interface Patience {
    /** Returns when the future is complete or the moment has passed, whichever comes first. */
    void await(CompletableFuture<?> what, Deadline until) throws InterruptedException;

    /** Parks the calling thread; made for virtual threads. */
    static void block(CompletableFuture<?> what, Deadline until) throws InterruptedException {
        try {
            what.get(until.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException _) {
            // The run looks at its calls itself: how the wait ended says nothing more.
        }
    }
}
