package dev.tutti.sense.budget;

import java.time.Duration;

/** The moment after which an answer is worth nothing, on the monotonic clock, so that a jump of the wall clock moves it not. */
public final class Deadline {
    private static final Duration LONGEST = Duration.ofDays(365 * 50);

    private final MonotonicClock clock;
    private final long at;

    private Deadline(MonotonicClock clock, long at) {
        this.clock = clock;
        this.at = at;
    }

    /** That long from now. */
    public static Deadline in(Duration time, MonotonicClock clock) {
        return new Deadline(clock, clock.nanos() + nanos(time));
    }

    /** What is left; zero once it has passed, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, at - clock.nanos()));
    }

    public boolean passed() {
        return at - clock.nanos() <= 0;
    }

    /** An earlier deadline: that much time is kept back for what comes after; passed when less is left. */
    public Deadline keepingBack(Duration time) {
        long now = clock.nanos();
        return new Deadline(clock, now + Math.max(0, at - now - nanos(time)));
    }

    /** The earlier of this one and that long from now. */
    public Deadline within(Duration time) {
        long other = clock.nanos() + nanos(time);
        return other - at < 0 ? new Deadline(clock, other) : this;
    }

    /** Bounded, so that sums and differences with readings of the clock wrap around as the clock itself does. */
    private static long nanos(Duration time) {
        if (time.isNegative()) {
            return 0;
        }
        return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
    }

    @Override
    public String toString() {
        return left().toMillis() + " ms left";
    }
}
