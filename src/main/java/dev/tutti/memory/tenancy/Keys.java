package dev.tutti.memory.tenancy;

import java.util.Optional;

/**
 * The keys that callers show. A deployment without keys lets anyone do anything, which is meant for one machine alone.
 */
public interface Keys {
    /** Empty when a key is needed and the token is none of them. Takes as long for a wrong token as for a right one. */
    Optional<Caller> authenticate(Optional<String> bearerToken);
}
