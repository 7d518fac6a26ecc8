package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.KeyId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are made, listed and revoked while the service runs. What is in the store is looked at anew when the last
 * look is {@link #FRESH} old: so long a key works at most that another program revoked. One that this program revoked does
 * not work any more on return. One that cannot be read lets nobody in, which is told once, and keeps nobody else out. Safe for
 * many threads.
 */
public final class KeyRegister {
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(KeyRegister.class);

    /** By it people, and programs that search for lost secrets, know what they have before them. */
    private static final String PREFIX = "tutti_";

    private static final int BYTES = 32;

    private final KeyStore store;
    private final Set<KeyId> configured;
    private final InstantSource time;
    private final MonotonicClock clock;
    private final SecureRandom chance;
    private final Parting parting;
    private final Set<String> told = new HashSet<>();
    private volatile @Nullable Look latest;
    /** At the look before, whether or not that one still holds. */
    private Map<KeyHash, Caller> seen = Map.of();

    /** {@code configured}: names of the configuration, which goes before the store. */
    KeyRegister(
            KeyStore store,
            Set<KeyId> configured,
            InstantSource time,
            MonotonicClock clock,
            SecureRandom chance,
            Parting parting) {
        this.store = store;
        this.configured = Set.copyOf(configured);
        this.time = time;
        this.clock = clock;
        this.chance = chance;
        this.parting = parting;
    }

    /** What came of making a key. */
    public sealed interface Made {
        /** {@code key} is told now and never again: only its hash is kept. */
        record Issued(String key, StoredKey stored) implements Made {
            @Override
            public String toString() {
                return "a key of " + stored.caller().key();
            }
        }

        /** Another one has the name. */
        record Taken(String why) implements Made {}
    }

    /** What came of revoking a key. */
    public sealed interface Ended {
        /** It lets nobody in from now on; what is under way goes on. */
        record Revoked(KeyId name) implements Ended {}

        /** No key of that name can be revoked. */
        record Unknown(String why) implements Ended {}

        /** The key stands in the configuration, and only there can it be taken away. */
        record Configured(String why) implements Ended {}
    }

    public Made create(KeyId name, Set<Scope> scopes, KeyTerms terms) {
        if (name.equals(KeyId.ANONYMOUS)) {
            return new Made.Taken("the name " + name + " is kept for callers without a key");
        }
        if (configured.contains(name)) {
            return new Made.Taken("the configuration has a key " + name + " (tutti.keys." + name + ")");
        }
        String key = PREFIX + random();
        StoredKey stored =
                new StoredKey(new Caller(name, scopes, terms), KeyHash.of(key), time.instant(), Optional.empty());
        boolean added = store.add(stored);
        forget();
        return added
                ? new Made.Issued(key, stored)
                : new Made.Taken("there is a key " + name + "; revoke it first, or choose another name");
    }

    public Ended revoke(KeyId name) {
        // First: one of that name that is kept here would let in again as soon as the configuration's is taken away.
        boolean revoked = store.revoke(name, time.instant());
        forget();
        if (revoked) {
            return new Ended.Revoked(name);
        }
        return configured.contains(name)
                ? new Ended.Configured(
                        "the key " + name + " stands in the configuration: take tutti.keys." + name + " away there")
                : new Ended.Unknown("there is no key " + name + " to revoke");
    }

    /** In the order in which they were made, the revoked ones too. */
    public List<StoredKey> keys() {
        return look().kept().keys();
    }

    /** Who shows the key of that hash; empty also where it is revoked, or a key of the configuration has its name. */
    Optional<Caller> find(KeyHash shown) {
        return Optional.ofNullable(look().live().get(shown));
    }

    /** Whether no key was ever made: one that was revoked does not open the door to everyone. */
    boolean isEmpty() {
        KeyStore.Kept kept = look().kept();
        return kept.keys().isEmpty() && kept.unreadable().isEmpty();
    }

    private String random() {
        byte[] bytes = new byte[BYTES];
        chance.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Look look() {
        Look known = latest;
        return known != null && isFresh(known) ? known : lookAgain();
    }

    /** Those who come meanwhile wait: what they would be told instead may be hours old. */
    private synchronized Look lookAgain() {
        Look known = latest;
        if (known == null || !isFresh(known)) {
            known = Look.at(store, configured, clock);
            part(known.live());
            latest = known;
            known.kept().unreadable().stream().filter(told::add).forEach(KeyRegister::tell);
        }
        return known;
    }

    /** By the hash, and so also where a name was given anew since the look before. */
    private void part(Map<KeyHash, Caller> live) {
        seen.forEach((hash, caller) -> {
            if (!live.containsKey(hash)) {
                parting.gone(caller.key());
            }
        });
        seen = live;
    }

    private static void tell(String name) {
        LOG.error("the API key " + name
                + " cannot be read, by this version at least, and lets nobody in; revoke it and make it anew");
    }

    /** Waits for a look that began before the change, which would stay as the latest one else. */
    private synchronized void forget() {
        latest = null;
    }

    private boolean isFresh(Look look) {
        return clock.nanos() - look.nanos() < FRESH.toNanos();
    }

    /** What was in the store at a moment on the monotonic clock. */
    private record Look(KeyStore.Kept kept, Map<KeyHash, Caller> live, long nanos) {
        static Look at(KeyStore store, Set<KeyId> configured, MonotonicClock clock) {
            // Before the reading: what changes meanwhile is seen in time all the same.
            long nanos = clock.nanos();
            KeyStore.Kept kept = store.keys();
            Map<KeyHash, Caller> live = new HashMap<>();
            kept.keys().stream()
                    .filter(key ->
                            key.isLive() && !configured.contains(key.caller().key()))
                    .forEach(key -> live.put(key.hash(), key.caller().showing(key.hash())));
            return new Look(kept, live, nanos);
        }
    }
}
