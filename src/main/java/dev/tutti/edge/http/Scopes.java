package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Scope;
import java.util.Locale;

/** The names of scopes as people write them. */
final class Scopes {

    private Scopes() {}

    static String wireName(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
