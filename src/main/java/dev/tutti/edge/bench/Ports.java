package dev.tutti.edge.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where a program is to listen. */
public record Ports(int service, int operations) {
    /** Two that are free on loopback and not the same: both are held until both are known. */
    public static Ports free() throws IOException {
        try (ServerSocket service = any();
                ServerSocket operations = any()) {
            return new Ports(service.getLocalPort(), operations.getLocalPort());
        }
    }

    private static ServerSocket any() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
