package dev.tutti.memory.outcome;

import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;

/** Whose rows are to be deleted. A session belongs to its key: equal names of two keys are two sessions. */
public sealed interface Deletable {
    record OfRequest(RequestId id) implements Deletable {}

    record OfKey(KeyId key) implements Deletable {}

    record OfSession(KeyId key, String session) implements Deletable {}
}
