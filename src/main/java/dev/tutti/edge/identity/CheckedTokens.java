package dev.tutti.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.tutti.memory.tenancy.KeyHash;
import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Tokens that were found good, by their hashes, until they expire: the tokens themselves are kept nowhere. */
final class CheckedTokens {
    private final Cache<KeyHash, CheckedToken> byHash;
    private final InstantSource time;

    CheckedTokens(int most, InstantSource time, MonotonicClock clock) {
        this.time = time;
        this.byHash = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<KeyHash, CheckedToken>creating((_, checked) -> left(checked.until())))
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    Optional<CheckedToken> find(KeyHash hash, KeySet current) {
        Instant now = time.instant();
        return Optional.ofNullable(byHash.getIfPresent(hash)).filter(checked -> checked.holds(current, now));
    }

    void remember(KeyHash hash, CheckedToken checked) {
        byHash.put(hash, checked);
    }

    private Duration left(Instant until) {
        Duration left = Duration.between(time.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
