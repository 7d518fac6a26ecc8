package dev.tutti.edge.cli;

import dev.tutti.words.setting.ConfigurationProblem;
import dev.tutti.words.setting.Early;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Stops a start in which two of the service, the service over TLS and operations are to have one port at hosts that overlap.
 * Where both can listen, connections would go to the one and the other in turn, and every other request would find nothing.
 */
@Singleton
final class OwnPorts {
    private static final String SERVICE = "quarkus.http.";
    private static final String OPERATIONS = "quarkus.management.";

    /** With any of these, or of what is below them, the service listens at a port for TLS too. */
    private static final List<String> CERTIFICATES = List.of(
            "quarkus.http.ssl.certificate.files",
            "quarkus.http.ssl.certificate.key-store-file",
            "quarkus.http.tls-configuration-name",
            "quarkus.tls.key-store.pem",
            "quarkus.tls.key-store.p12",
            "quarkus.tls.key-store.jks");

    private final Config config;

    OwnPorts(Config config) {
        this.config = config;
    }

    void start(@Observes @Priority(Early.BEFORE_TIMERS - 1) StartupEvent event) {
        require();
    }

    /** {@link ConfigurationProblem} that names both settings. */
    void require() {
        List<Door> doors = doors();
        for (int i = 1; i < doors.size(); i++) {
            for (Door before : doors.subList(0, i)) {
                before.requireApartFrom(doors.get(i));
            }
        }
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        if (isOn(SERVICE + "host-enabled", true)) {
            boolean encrypted = isEncrypted();
            if (!encrypted || !text(SERVICE + "insecure-requests", "enabled").equalsIgnoreCase("disabled")) {
                doors.add(door(SERVICE, "port", " (--port)"));
            }
            if (encrypted) {
                doors.add(door(SERVICE, "ssl-port", ""));
            }
        }
        if (isOn(OPERATIONS + "enabled", false) && isOn(OPERATIONS + "host-enabled", true)) {
            doors.add(door(OPERATIONS, "port", ""));
        }
        return doors;
    }

    private Door door(String whose, String port, String option) {
        return new Door(
                whose + port + option,
                config.getValue(whose + "host", String.class),
                config.getValue(whose + port, Integer.class));
    }

    private boolean isEncrypted() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .anyMatch(name -> CERTIFICATES.stream().anyMatch(one -> (name + ".").startsWith(one + ".")));
    }

    private boolean isOn(String name, boolean usually) {
        return config.getOptionalValue(name, Boolean.class).orElse(usually);
    }

    private String text(String name, String usually) {
        return config.getOptionalValue(name, String.class).orElse(usually);
    }

    /** Where somebody is to listen; port 0 stands for any free one. */
    private record Door(String setting, String host, int port) {
        void requireApartFrom(Door other) {
            if (port != 0 && port == other.port && overlaps(other)) {
                throw new ConfigurationProblem("configuration: " + setting + " and " + other.setting + " are both "
                        + port + " at hosts that overlap (" + host + ", " + other.host + "): allowed are two ports");
            }
        }

        private boolean overlaps(Door other) {
            try {
                InetAddress here = InetAddress.getByName(host);
                InetAddress there = InetAddress.getByName(other.host);
                return here.equals(there) || here.isAnyLocalAddress() || there.isAnyLocalAddress();
            } catch (UnknownHostException e) {
                // Nobody can listen there, and whoever is to do it says so.
                return false;
            }
        }
    }
}
