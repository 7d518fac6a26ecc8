package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys in memory. It counts how often it is read, and can break down. */
final class HeapKeyStore implements KeyStore {
    private final List<StoredKey> keys = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private int reads;
    private boolean broken;

    @Override
    public boolean add(StoredKey key) {
        return find(key.caller().key()).isEmpty() && keys.add(key);
    }

    @Override
    public boolean revoke(KeyId name, Instant at) {
        Optional<StoredKey> found = find(name);
        found.ifPresent(key ->
                keys.set(keys.indexOf(key), new StoredKey(key.caller(), key.hash(), key.created(), Optional.of(at))));
        return found.isPresent();
    }

    @Override
    public Kept keys() {
        if (broken) {
            throw new IllegalStateException("the store cannot be read");
        }
        reads++;
        return new Kept(keys, unreadable);
    }

    /** As another version wrote it. */
    void addUnreadable(String name) {
        unreadable.add(name);
    }

    void breakDown() {
        broken = true;
    }

    int reads() {
        return reads;
    }

    private Optional<StoredKey> find(KeyId name) {
        return keys.stream()
                .filter(key -> key.isLive() && key.caller().key().equals(name))
                .findFirst();
    }
}
