package dev.tutti.memory.tenancy;

import java.util.Optional;

/**
 * The keys that callers show. A deployment without keys lets anyone do anything, which is meant for one machine alone.
 */
public interface Keys {
    /** Empty when a key is needed and the token is none of them. How long it takes tells nothing of any key. */
    Optional<Caller> authenticate(Optional<String> bearerToken);

    /** Whether there is no key, so that anyone may do anything. */
    boolean isOpen();
}
