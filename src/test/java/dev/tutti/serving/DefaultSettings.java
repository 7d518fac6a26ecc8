package dev.tutti.serving;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The settings of a room when nobody sets any. */
public final class DefaultSettings {
    private DefaultSettings() {}

    public static <T> T of(Class<T> room) {
        return new SmallRyeConfigBuilder()
                .withMapping(room)
                .withConverter(Duration.class, 100, new DurationConverter())
                .build()
                .getConfigMapping(room);
    }
}
