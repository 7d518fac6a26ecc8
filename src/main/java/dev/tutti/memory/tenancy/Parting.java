package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;

/**
 * Someone who keeps something for a key and hears when it lets nobody in any more, before another one of its name lets
 * anybody in: that one may be somebody else's. Must not block.
 */
@FunctionalInterface
public interface Parting {
    void gone(KeyId key);
}
