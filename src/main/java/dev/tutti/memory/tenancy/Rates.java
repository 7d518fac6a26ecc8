package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.KeyId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rates of all keys that have a limit, each from its first request; a restart begins anew. */
public final class Rates {
    private final Map<KeyId, KeyRate> byKey = new ConcurrentHashMap<>();
    private final MonotonicClock clock;

    public Rates(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Empty where the caller's key has no limit. */
    public Optional<KeyRate> of(Caller caller) {
        RateLimits limits = caller.terms().rates();
        if (limits.equals(RateLimits.NONE)) {
            return Optional.empty();
        }
        KeyRate known = byKey.get(caller.key());
        return Optional.of(
                known != null && known.limits().equals(limits)
                        ? known
                        : byKey.compute(
                                caller.key(),
                                (_, other) -> other != null && other.limits().equals(limits)
                                        ? other
                                        : new KeyRate(limits, clock)));
    }
}
