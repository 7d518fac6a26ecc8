package dev.tutti.serving.routing;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The first step: reads the features off a request and notes when it came; {@code decided} hears how long it took from
 * there to the decision.
 */
record Look(FeatureExtractor extractor, MonotonicClock clock, Consumer<Duration> decided) {
    Journey at(RoutedRequest request) {
        long begun = clock.nanos();
        return new Journey(
                request, extractor.extract(request.chat(), request.options().task()), clock, begun);
    }

    /** The decision on it has been made just now. */
    void decided(Journey journey) {
        decided.accept(journey.took());
    }
}
