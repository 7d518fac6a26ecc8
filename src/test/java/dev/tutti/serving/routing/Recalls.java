package dev.tutti.serving.routing;

import dev.tutti.sense.budget.MonotonicClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Caches of answers for tests. */
final class Recalls {
    private Recalls() {}

    /** One that keeps nothing. */
    static Recall none(MonotonicClock clock) {
        return of("0", "0", clock, new Recall.Counts(() -> {}, () -> {}));
    }

    static Recall of(String maxMemory, String time, MonotonicClock clock, Recall.Counts counts) {
        Map<String, String> set = Map.of("tutti.cache.max-memory", maxMemory, "tutti.cache.time", time);
        RecallSettings settings = new SmallRyeConfigBuilder()
                .withMapping(RecallSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(set, "test", 100))
                .build()
                .getConfigMapping(RecallSettings.class);
        return new Recall(settings, Duration.ofMinutes(2), clock, counts);
    }
}
