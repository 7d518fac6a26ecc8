package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;

/** The time since a call began. */
final class Stopwatch {
    private final MonotonicClock clock;
    private final long begin;

    private Stopwatch(MonotonicClock clock) {
        this.clock = clock;
        this.begin = clock.nanos();
    }

    static Stopwatch start(MonotonicClock clock) {
        return new Stopwatch(clock);
    }

    Duration elapsed() {
        return Duration.ofNanos(clock.nanos() - begin);
    }
}
