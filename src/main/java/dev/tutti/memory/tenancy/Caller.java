package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.util.EnumSet;
import java.util.Set;

/** Who calls: the name of the key that was shown, and what it may do. */
public record Caller(KeyId key, Set<Scope> scopes) {
    /** Anyone, in a deployment that asks for no keys. */
    public static final Caller ANYONE = new Caller(KeyId.ANONYMOUS, EnumSet.allOf(Scope.class));

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
