package dev.tutti.words.plan;

import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** What holds for requests that say nothing themselves, before the configuration's defaults; empty means those. */
public record RoutingDefaults(
        OptionalDouble qualityTarget,
        Optional<Usd> maxCost,
        Optional<Duration> maxLatency,
        Optional<WhenInfeasible> whenInfeasible,
        Optional<String> task,
        Optional<Boolean> cache) {
    public static final RoutingDefaults NONE = new RoutingDefaults(
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public RoutingDefaults {
        RoutingOptions.require(qualityTarget, maxCost, maxLatency);
        task.filter(String::isBlank).ifPresent(blank -> {
            throw new IllegalArgumentException("a task is not blank, was '" + blank + "'");
        });
    }
}
