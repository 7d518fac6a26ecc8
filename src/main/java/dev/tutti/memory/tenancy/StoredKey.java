package dev.tutti.memory.tenancy;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key that was made while the service ran: who shows it, and its hash, never the key itself. Its name is of letters,
 * digits, dots, hyphens and underscores; a revoked one is kept, so that the list tells of it.
 */
public record StoredKey(Caller caller, KeyHash hash, Instant created, Optional<Instant> revoked) {
    /** What a name may be, in words. */
    public static final String NAMES = "1 to 100 letters, digits, dots, hyphens and underscores";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public StoredKey {
        if (!isName(caller.key().value())) {
            throw new IllegalArgumentException("a key's name is " + NAMES + ", was '" + caller.key() + "'");
        }
        if (caller.scopes().isEmpty()) {
            throw new IllegalArgumentException("a key has at least one scope, " + caller.key() + " had none");
        }
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    boolean isLive() {
        return revoked.isEmpty();
    }
}
