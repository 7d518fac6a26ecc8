package dev.tutti.edge.http;

import dev.tutti.sense.budget.MonotonicClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one place where the system's clocks come in. */
final class ClockWiring {

    @Produces
    @Singleton
    InstantSource wallClock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    MonotonicClock monotonicClock() {
        return MonotonicClock.system();
    }
}
