package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Allowance;
import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a key has left of its requests and tokens of the minute. Safe for many threads; never waits. */
public final class KeyRate {
    private final RateLimits limits;
    private final MonotonicClock clock;
    private final Map<RateKind, Allowance> allowances = new EnumMap<>(RateKind.class);

    KeyRate(RateLimits limits, MonotonicClock clock) {
        this.limits = limits;
        this.clock = clock;
        for (RateKind kind : RateKind.values()) {
            limits.of(kind).ifPresent(most -> allowances.put(kind, new Allowance(most, clock.nanos())));
        }
    }

    RateLimits limits() {
        return limits;
    }

    /** Why a request does not come in now, and after how long it would. */
    public record Turned(RateKind kind, long perMinute, Duration after) {}

    /** How one of the limits stands; {@code full}: until all is left again. */
    public record Standing(RateKind kind, long perMinute, long left, Duration full) {}

    /** Counts a request in that is expected to use so many tokens at least; empty, or nothing is counted. */
    public synchronized Optional<Turned> enter(long tokens) {
        long now = clock.nanos();
        Optional<Turned> turned = allowances.entrySet().stream()
                .map(one -> new Turned(
                        one.getKey(),
                        one.getValue().perMinute(),
                        one.getValue().untilLeft(needed(one.getKey(), tokens), now)))
                .filter(one -> !one.after().isZero())
                .max(Comparator.comparing(Turned::after));
        if (turned.isEmpty()) {
            allowances.forEach((kind, allowance) -> allowance.take(needed(kind, tokens), now));
        }
        return turned;
    }

    /** A request has ended and used so many tokens more than it was counted in with; negative where it was fewer. */
    public synchronized void settle(long more) {
        Allowance tokens = allowances.get(RateKind.TOKENS);
        if (tokens != null) {
            tokens.take(more, clock.nanos());
        }
    }

    public boolean countsTokens() {
        return limits.tokens().isPresent();
    }

    public synchronized List<Standing> standings() {
        long now = clock.nanos();
        return allowances.entrySet().stream()
                .map(one -> new Standing(
                        one.getKey(),
                        one.getValue().perMinute(),
                        one.getValue().left(now),
                        one.getValue().full(now)))
                .toList();
    }

    private static long needed(RateKind kind, long tokens) {
        return switch (kind) {
            case REQUESTS -> 1;
            case TOKENS -> tokens;
        };
    }
}
