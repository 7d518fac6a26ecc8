package dev.tutti.sense.budget;

import java.time.Duration;

/** The moment after which an answer is worth nothing, on the monotonic clock, so that a jump of the wall clock moves it not. */
public final class Deadline {
    private final MonotonicClock clock;
    private final long at;

    private Deadline(MonotonicClock clock, long at) {
        this.clock = clock;
        this.at = at;
    }

    /** That long from now. */
    public static Deadline in(Duration time, MonotonicClock clock) {
        return new Deadline(clock, clock.nanos() + time.toNanos());
    }

    /** What is left; zero once it has passed, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, at - clock.nanos()));
    }

    public boolean passed() {
        return at - clock.nanos() <= 0;
    }

    /** An earlier deadline: that much time is kept back for what comes after. */
    public Deadline keepingBack(Duration time) {
        return new Deadline(clock, at - time.toNanos());
    }

    /** The earlier of this one and that long from now. */
    public Deadline within(Duration time) {
        long other = clock.nanos() + time.toNanos();
        return other - at < 0 ? new Deadline(clock, other) : this;
    }

    @Override
    public String toString() {
        return left().toMillis() + " ms left";
    }
}
