package dev.tutti.memory.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** The keys of the configuration. Every one of them is compared with every token, so that time tells nothing. */
final class ConfiguredKeys implements Keys {
    private final List<HashedKey> keys;

    ConfiguredKeys(List<HashedKey> keys) {
        this.keys = List.copyOf(keys);
    }

    @Override
    public Optional<Caller> authenticate(Optional<String> bearerToken) {
        if (keys.isEmpty()) {
            return Optional.of(Caller.ANYONE);
        }
        byte[] shown = sha256(bearerToken.orElse(""));
        Optional<Caller> caller = Optional.empty();
        for (HashedKey key : keys) {
            if (key.matches(shown) && bearerToken.isPresent()) {
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
