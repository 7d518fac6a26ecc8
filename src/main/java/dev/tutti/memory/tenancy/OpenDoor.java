package dev.tutti.memory.tenancy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The warning of a deployment that asks for no keys and listens beyond its own machine. */
final class OpenDoor {
    private OpenDoor() {}

    static Optional<String> warning(boolean keysConfigured, String host) {
        if (keysConfigured || isLoopback(host)) {
            return Optional.empty();
        }
        return Optional.of(
                "No keys are configured and quarkus.http.host is " + host
                        + ": whoever reaches this port may do everything, at your cost. Set tutti.keys.NAME.sha256 and .scopes.");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
