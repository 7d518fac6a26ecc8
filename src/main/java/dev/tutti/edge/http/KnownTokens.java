package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.KeyHash;
import dev.tutti.memory.tenancy.Keys;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whose a token is, as far as that is known without asking the store: for sharing among keys, never for letting anyone in.
 * A token that is not known counts as nobody's and is looked up meanwhile, one at a time and not too often, so that a flood
 * of made-up ones costs nothing. As large as there are keys.
 */
final class KnownTokens {
    private static final long BETWEEN = Duration.ofMillis(10).toNanos();

    private final Keys keys;
    private final Executor threads;
    private final MonotonicClock clock;
    private final Map<KeyHash, KeyId> known = new ConcurrentHashMap<>();
    private final AtomicBoolean learning = new AtomicBoolean();
    private volatile long learned;

    /** {@code threads}: such as may block. */
    KnownTokens(Keys keys, Executor threads, MonotonicClock clock) {
        this.keys = keys;
        this.threads = threads;
        this.clock = clock;
        learned = clock.nanos() - BETWEEN;
    }

    KeyId of(Optional<String> token) {
        return token.map(this::of).orElse(KeyId.ANONYMOUS);
    }

    private KeyId of(String token) {
        KeyHash hash = KeyHash.of(token);
        KeyId key = known.get(hash);
        if (key == null) {
            learn(hash, token);
            return KeyId.ANONYMOUS;
        }
        return key;
    }

    private void learn(KeyHash hash, String token) {
        if (clock.nanos() - learned >= BETWEEN && learning.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    keys.authenticate(Optional.of(token))
                            .map(caller -> caller.key())
                            .filter(key -> !key.equals(KeyId.ANONYMOUS))
                            .ifPresent(key -> known.put(hash, key));
                } finally {
                    learned = clock.nanos();
                    learning.set(false);
                }
            });
        }
    }
}
