package dev.tutti.edge.cli;

import dev.tutti.words.setting.ConfigurationProblem;
import dev.tutti.words.setting.Early;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stops a start in which service and operations are to have one port. Both would listen: connections would go to the one and
 * the other in turn, and every other request would find nothing.
 */
@Singleton
final class OwnPorts {
    private final boolean apart;
    private final int service;
    private final int operations;

    /** {@code apart}: whether operations have a port of their own; 0 stands for any free port. */
    OwnPorts(
            @ConfigProperty(name = "quarkus.management.enabled") boolean apart,
            @ConfigProperty(name = "quarkus.http.port") int service,
            @ConfigProperty(name = "quarkus.management.port") int operations) {
        this.apart = apart;
        this.service = service;
        this.operations = operations;
    }

    void start(@Observes @Priority(Early.BEFORE_TIMERS - 1) StartupEvent event) {
        require();
    }

    /** {@link ConfigurationProblem} that names both settings. */
    void require() {
        if (apart && service != 0 && service == operations) {
            throw new ConfigurationProblem(
                    "configuration: quarkus.http.port (--port) and quarkus.management.port are both " + service
                            + ": allowed are two ports");
        }
    }
}
