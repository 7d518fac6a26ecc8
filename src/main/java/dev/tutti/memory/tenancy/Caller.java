package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import java.util.Set;

/** Who asks, by the public name of their key, and what that key may do. */
public record Caller(KeyId key, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
