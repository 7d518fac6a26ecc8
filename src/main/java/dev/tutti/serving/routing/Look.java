package dev.tutti.serving.routing;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The first step: reads the features off a request and notes when it came; {@code decided} hears how long it took from
 * there to the decision.
 */
record Look(FeatureExtractor extractor, InstantSource time, MonotonicClock clock, Consumer<Duration> decided) {
    Journey at(RoutedRequest request) {
        long begun = clock.nanos();
        Instant came = time.instant();
        return new Journey(
                request, extractor.extract(request.chat(), request.options().task()), came, clock, begun);
    }

    /** The decision on it has been made just now; before, it had waited so long for others. */
    void decided(Journey journey, Duration waited) {
        decided.accept(journey.took().minus(waited));
    }
}
