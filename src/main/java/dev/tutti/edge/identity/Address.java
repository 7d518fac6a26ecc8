package dev.tutti.edge.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address from which keys may be fetched: over https, or on this machine. */
final class Address {
    /** In words. */
    static final String ALLOWED = "an https address, or an http one on this machine, without a user and a fragment";

    /** In words, where the way to it began with https. */
    static final String ALLOWED_BESIDE_HTTPS =
            "an https address without a user and a fragment, since the issuer's own is https";

    /** As they are written, never looked up: a name may come to mean another machine. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private Address() {}

    /** Empty where it is not {@link #ALLOWED}. */
    static Optional<URI> of(String text) {
        try {
            URI uri = new URI(text);
            return isAllowed(uri) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Empty where it is not {@link #ALLOWED_BESIDE_HTTPS}. */
    static Optional<URI> ofHttps(String text) {
        return of(text).filter(Address::isHttps);
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isAllowed(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && (isHttps(uri)
                        || ("http".equalsIgnoreCase(uri.getScheme())
                                && LOOPBACK.matcher(uri.getHost()).matches()));
    }
}
