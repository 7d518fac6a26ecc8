package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Deadline;
import java.util.concurrent.CompletableFuture;

/** How a run waits: the only place where it blocks. In tests it moves virtual time instead. */
@FunctionalInterface
interface Patience {
    /** Returns when the future is complete or the moment has passed, whichever comes first. */
    void await(CompletableFuture<?> what, Deadline until) throws InterruptedException;
}
