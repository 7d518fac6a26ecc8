package dev.tutti.edge.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does a moment later. */
final class Soon {
    private Soon() {}

    /** Whether it holds now, or comes to hold within that time. */
    static boolean holds(BooleanSupplier condition, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
