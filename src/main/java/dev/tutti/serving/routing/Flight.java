package dev.tutti.serving.routing;

import dev.tutti.serving.execution.CancelSignal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a request on which equal ones wait. */
final class Flight {
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();

    /** What those who wait get of it. */
    sealed interface Landing {
        /** Its answer. */
        record Shared(Kept kept) implements Landing {}

        /** Nobody wanted its answer any more: another one of them runs it. */
        record HandedOver() implements Landing {}

        /** Nothing that may be given to others, or not soon enough: each runs its own. */
        record Nothing() implements Landing {}
    }

    /** What comes first counts. */
    void land(Landing how) {
        landing.complete(how);
    }

    /** Blocks; no longer than that, and not when the one who waits is not wanted any more. */
    Landing await(CancelSignal cancel, Duration most) {
        CompletableFuture<Landing> mine = landing.copy();
        try (var _ = cancel.onCancel(() -> mine.complete(new Landing.Nothing()))) {
            return mine.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return new Landing.Nothing();
        } catch (InterruptedException _) {
            // Whoever interrupts a request's thread wants it gone: the program stops.
            Thread.currentThread().interrupt();
            return new Landing.Nothing();
        }
    }

    /** How many wait. */
    int waiting() {
        return landing.getNumberOfDependents();
    }
}
