package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.time.Instant;
import java.util.List;

/** The memory of the keys that were made while the service ran; other programs on the same folder change it, too. */
public interface KeyStore {
    /** Durable on return. False, and nothing is kept, where another key of that name is not revoked. */
    boolean add(StoredKey key);

    /** Durable on return. False where no key of that name is there that is not revoked. */
    boolean revoke(KeyId name, Instant at);

    Kept keys();

    /**
     * All keys that are kept, in the order in which they were made, the revoked ones too. {@code unreadable}: names of those
     * that another version wrote, or nobody whole; what they may do is not known.
     */
    record Kept(List<StoredKey> keys, List<String> unreadable) {
        public Kept {
            keys = List.copyOf(keys);
            unreadable = List.copyOf(unreadable);
        }
    }
}
