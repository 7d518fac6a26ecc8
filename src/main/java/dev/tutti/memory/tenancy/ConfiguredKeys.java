package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
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

    /** Who shows the key of that hash. */
    Optional<Caller> find(KeyHash shown) {
        byte[] sha256 = shown.bytes();
        Optional<Caller> caller = Optional.empty();
        for (HashedKey key : keys) {
            if (key.matches(sha256)) {
                caller = Optional.of(key.caller());
            }
        }
        return caller;
    }
}
