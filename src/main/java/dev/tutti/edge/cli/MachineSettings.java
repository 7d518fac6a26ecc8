package dev.tutti.edge.cli;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings that depend on the machine; whatever anybody sets goes before them. One event loop for two processors: requests
 * run on virtual threads, which want the processors too, and of two loops a processor most time goes into threads that
 * change hands (src/docs/performance.md).
 */
public final class MachineSettings implements ConfigSource {
    private static final int BEHIND_ALL = 50;
    private static final String EVENT_LOOPS = "quarkus.vertx.event-loops-pool-size";
    private static final int PROCESSORS_PER_LOOP = 2;

    private final Map<String, String> settings;

    /** Of this machine. */
    public MachineSettings() {
        this(Runtime.getRuntime().availableProcessors());
    }

    MachineSettings(int processors) {
        settings = Map.of(EVENT_LOOPS, Integer.toString(Math.max(1, processors / PROCESSORS_PER_LOOP)));
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return settings.get(name);
    }

    @Override
    public String getName() {
        return "the machine";
    }

    @Override
    public int getOrdinal() {
        return BEHIND_ALL;
    }
}
