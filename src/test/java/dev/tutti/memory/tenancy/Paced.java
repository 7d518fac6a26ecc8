package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import java.util.Map;
import java.util.Optional;

/** Paced keys for tests. */
public final class Paced {
    private Paced() {}

    /** One that has spent nothing yet. */
    public static Pacers key(KeyId key, Usd mean, double least) {
        return new Pacers(Map.of(key, mean), least, _ -> Optional.empty());
    }
}
