package dev.tutti.edge.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address from which keys may be fetched: over https, or on this machine. */
final class Address {
    /** In words. */
    static final String ALLOWED = "an https address, or an http one on this machine, without a user and a fragment";

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

    private static boolean isAllowed(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme())
                                && LOOPBACK.matcher(uri.getHost()).matches()));
    }
}
