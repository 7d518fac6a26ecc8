package dev.tutti.edge.identity;

import dev.tutti.memory.tenancy.Caller;
import java.time.Instant;

/** Who shows a token that was found good by those keys, and when it expires. */
record CheckedToken(Caller caller, KeySet keys, Instant until) {
    /** Not once the provider has other keys: the one that signed it may have been taken back. */
    boolean holds(KeySet current, Instant now) {
        return keys.equals(current) && now.isBefore(until);
    }
}
