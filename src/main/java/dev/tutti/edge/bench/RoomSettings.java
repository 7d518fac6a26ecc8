package dev.tutti.edge.bench;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the settings of one room from a map, with the room's own defaults, as the service reads them from everywhere. */
final class RoomSettings {
    private static final int PRIORITY = 100;

    private RoomSettings() {}

    /** Of {@code settings} those that begin with the room's prefix and a dot; of others the room knows nothing. */
    static <T> T of(Class<T> room, String prefix, Map<String, String> settings) {
        Map<String, String> own = settings.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(prefix + "."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(room)
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withSources(new PropertiesConfigSource(own, "benchmark", PRIORITY))
                .build()
                .getConfigMapping(room);
    }
}
