package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of the configuration. Every one of them is compared with every token, so that time tells nothing. */
final class ConfiguredKeys {
    private final List<HashedKey> keys;

    ConfiguredKeys(List<HashedKey> keys) {
        this.keys = List.copyOf(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    Set<KeyId> names() {
        return keys.stream().map(key -> key.caller().key()).collect(Collectors.toUnmodifiableSet());
    }

    /** Who shows the key of that SHA-256. */
    Optional<Caller> find(byte[] shown) {
        Optional<Caller> caller = Optional.empty();
        for (HashedKey key : keys) {
            if (key.matches(shown)) {
                caller = Optional.of(key.caller());
            }
        }
        return caller;
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
