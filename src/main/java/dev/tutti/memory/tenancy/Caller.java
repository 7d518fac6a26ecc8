package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.util.EnumSet;
import java.util.Set;

/** Who calls: the name of the key that was shown, what it may do, and what holds for its requests. */
public record Caller(KeyId key, Set<Scope> scopes, KeyTerms terms) {
    /** Anyone, in a deployment that asks for no keys. */
    public static final Caller ANYONE = new Caller(KeyId.ANONYMOUS, EnumSet.allOf(Scope.class));

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** One for whose requests nothing in particular holds. */
    public Caller(KeyId key, Set<Scope> scopes) {
        this(key, scopes, KeyTerms.NONE);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
