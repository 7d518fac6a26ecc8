package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Credential;
import dev.tutti.memory.tenancy.Entry;
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
 * of made-up ones costs nothing. As large as there are keys, and bounded for what is shown in the place of a key.
 */
final class KnownTokens {
    private static final long BETWEEN = Duration.ofMillis(10).toNanos();
    /** Of what is shown in the place of a key there is ever more: so long and so many are kept. */
    private static final long KEPT = Duration.ofMinutes(5).toNanos();

    private static final int MOST_PASSING = 20_000;

    private final Keys keys;
    private final Executor threads;
    private final MonotonicClock clock;
    private final Map<KeyHash, Owner> known = new ConcurrentHashMap<>();
    private final AtomicBoolean learning = new AtomicBoolean();
    private volatile long learned;

    /** {@code threads}: such as may block. */
    KnownTokens(Keys keys, Executor threads, MonotonicClock clock) {
        this.keys = keys;
        this.threads = threads;
        this.clock = clock;
        learned = clock.nanos() - BETWEEN;
    }

    KeyId of(Optional<Credential> token) {
        return token.map(this::of).orElse(KeyId.ANONYMOUS);
    }

    private KeyId of(Credential token) {
        Owner owner = known.get(token.hash());
        if (owner == null || !owner.isKnown(clock)) {
            learn(token);
            return KeyId.ANONYMOUS;
        }
        return owner.key();
    }

    private void learn(Credential token) {
        if (clock.nanos() - learned >= BETWEEN && learning.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    if (keys.authenticate(Optional.of(token)) instanceof Entry.LetIn in) {
                        keep(token.hash(), in);
                    }
                } finally {
                    learned = clock.nanos();
                    learning.set(false);
                }
            });
        }
    }

    private void keep(KeyHash hash, Entry.LetIn in) {
        if (in.caller().key().equals(KeyId.ANONYMOUS)) {
            return;
        }
        if (!in.lasting() && known.size() >= MOST_PASSING) {
            known.values().removeIf(owner -> !owner.isKnown(clock));
        }
        if (in.lasting() || known.size() < MOST_PASSING) {
            known.put(hash, new Owner(in.caller().key(), in.lasting(), clock.nanos()));
        }
    }

    /** {@code since}: on the monotonic clock. */
    private record Owner(KeyId key, boolean lasting, long since) {
        boolean isKnown(MonotonicClock clock) {
            return lasting || clock.nanos() - since < KEPT;
        }
    }
}
