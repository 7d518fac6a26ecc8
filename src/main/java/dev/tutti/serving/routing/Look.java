package dev.tutti.serving.routing;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;

/** The first step: reads the features off a request and notes when it came. */
record Look(FeatureExtractor extractor, MonotonicClock clock) {
    Journey at(RoutedRequest request) {
        long begun = clock.nanos();
        return new Journey(
                request, extractor.extract(request.chat(), request.options().task()), clock, begun);
    }
}
