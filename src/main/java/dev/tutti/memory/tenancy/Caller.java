package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls: the name of the key that was shown, what it may do, and what holds for its requests. {@code shown}: which of
 * the keys that may have had that name one after another; empty where there is only one. Who keeps something that the next
 * holder of a name must not get keeps it by both, since a request may be on its way when its key is revoked.
 */
public record Caller(KeyId key, Set<Scope> scopes, KeyTerms terms, Optional<KeyHash> shown) {
    /** Anyone, in a deployment that asks for no keys. */
    public static final Caller ANYONE = new Caller(KeyId.ANONYMOUS, EnumSet.allOf(Scope.class));

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public Caller(KeyId key, Set<Scope> scopes, KeyTerms terms) {
        this(key, scopes, terms, Optional.empty());
    }

    /** One for whose requests nothing in particular holds. */
    public Caller(KeyId key, Set<Scope> scopes) {
        this(key, scopes, KeyTerms.NONE);
    }

    /** The same, as who shows that key. */
    Caller showing(KeyHash hash) {
        return new Caller(key, scopes, terms, Optional.of(hash));
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
