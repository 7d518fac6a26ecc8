package dev.tutti.edge.cli;

import java.util.Map;

/** The settings of commands that serve nobody: no port that a service may hold, no schedule. */
final class Offline {
    static final Map<String, String> SETTINGS = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.port", "0",
            "quarkus.scheduler.enabled", "false",
            "quarkus.log.level", "WARN");

    private Offline() {}
}
