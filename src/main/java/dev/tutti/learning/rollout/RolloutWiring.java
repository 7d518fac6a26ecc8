package dev.tutti.learning.rollout;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.outcome.OutcomeLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the watch and its meters. */
@Singleton
final class RolloutWiring {
    private static final Logger LOG = Logger.getLogger(RolloutWatch.class);

    @Produces
    @Singleton
    RolloutWatch rolloutWatch(ModelStore store, OutcomeLog log, RolloutSettings settings, MeterRegistry meters) {
        Map<RolloutWatch.Ended, Counter> ends = new EnumMap<>(RolloutWatch.Ended.class);
        for (RolloutWatch.Ended ended : RolloutWatch.Ended.values()) {
            ends.put(
                    ended,
                    Counter.builder("tutti.rollouts")
                            .tag("result", ended.name().toLowerCase(Locale.ROOT))
                            .description("Releases that came to serve step by step, or were taken back on their way")
                            .register(meters));
        }
        Gauge.builder("tutti.rollout.under.way", store, one -> one.rollout().isPresent() ? 1 : 0)
                .description("Whether a release is on its way to serve: 1 or 0")
                .register(meters);
        Gauge.builder("tutti.rollout.share", store, RolloutWiring::share)
                .description("The share of requests that the release on its way decides on")
                .register(meters);
        return new RolloutWatch(
                store, log, settings, new RolloutWatch.Ears(LOG::warn, ended -> count(ends.get(ended))));
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    private static double share(ModelStore store) {
        return store.rollout().map(Rollout::stage).map(stage -> stage.share()).orElse(0.0);
    }
}
