package dev.tutti.memory.tenancy;

import java.util.Optional;

/**
 * What callers show: keys, and tokens where an identity provider is set. A deployment without either lets anyone do
 * anything, which is meant for one machine alone.
 */
public interface Keys {
    /** How long it takes tells nothing of any key. */
    Entry authenticate(Optional<Credential> shown);

    /** Whether there is neither key nor identity provider, so that anyone may do anything. */
    boolean isOpen();
}
