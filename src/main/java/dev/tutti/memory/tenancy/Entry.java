package dev.tutti.memory.tenancy;

import java.time.Duration;
import java.util.Optional;

/** What comes of showing a key or a token. */
public sealed interface Entry {
    /** Who is let in; empty where nobody is. */
    default Optional<Caller> who() {
        return this instanceof LetIn in ? Optional.of(in.caller()) : Optional.empty();
    }

    /** {@code lasting}: by a key; of tokens there are ever new ones, so that nobody may keep each of them. */
    record LetIn(Caller caller, boolean lasting) implements Entry {}

    /** Nothing was shown, or what is neither a key of this deployment nor looks like a token. */
    record Unknown() implements Entry {}

    /** A token that does not hold; {@code why} says nothing of what stands in it but what its holder needs to know. */
    record Refused(String why) implements Entry {}

    /** Whether the token holds cannot be said now; {@code again}: when it may be. */
    record Unsure(String why, Duration again) implements Entry {}
}
