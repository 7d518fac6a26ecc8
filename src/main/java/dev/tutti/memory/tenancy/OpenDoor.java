package dev.tutti.memory.tenancy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The warning of a deployment that asks for no keys and listens beyond its own machine. */
final class OpenDoor {
    private OpenDoor() {}

    static Optional<String> warning(boolean open, String host) {
        if (!open || isLoopback(host)) {
            return Optional.empty();
        }
        return Optional.of("There are no keys and quarkus.http.host is " + host
                + ": whoever reaches this port may do everything, at your cost. Make one with"
                + " ./tutti keys create --scopes admin, or set tutti.keys.NAME.sha256 and .scopes.");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
