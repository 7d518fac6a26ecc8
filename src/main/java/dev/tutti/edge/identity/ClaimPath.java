package dev.tutti.edge.identity;

import java.util.Map;
import java.util.Optional;

/** Where in a token's claims a value stands: a name, or names with slashes between that lead into objects. */
record ClaimPath(String path) {
    Optional<Object> in(Map<String, Object> claims) {
        // First as it stands: names of claims are often addresses.
        Object whole = claims.get(path);
        return whole == null ? inside(claims) : Optional.of(whole);
    }

    private Optional<Object> inside(Map<String, Object> claims) {
        Optional<Object> value = Optional.of(claims);
        for (String name : path.split("/", -1)) {
            value = value.filter(Map.class::isInstance).map(object -> ((Map<?, ?>) object).get(name));
        }
        return value;
    }

    @Override
    public String toString() {
        return path;
    }
}
