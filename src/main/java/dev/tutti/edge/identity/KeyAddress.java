package dev.tutti.edge.identity;

import java.net.URI;

/** Where a provider's keys are: at an address that was set, or at one that its discovery document tells. */
sealed interface KeyAddress {
    /** A JWK set. */
    record Known(URI uri) implements KeyAddress {}

    /** {@code document} tells the address, and that it is of that issuer. */
    record Told(String issuer, URI document) implements KeyAddress {}

    static KeyAddress of(URI uri) {
        return new Known(uri);
    }

    /** OpenID Connect Discovery 1.0, section 4: below the issuer's own path. */
    static KeyAddress below(String issuer, URI at) {
        String base = at.toString().replaceAll("/$", "");
        return new Told(issuer, URI.create(base + "/.well-known/openid-configuration"));
    }
}
