package dev.tutti.edge.http;

import dev.tutti.serving.routing.RoutedAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/** Counts and times requests by strategy and result. */
final class RequestMeters {

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(RoutedAnswer answer, Duration took) {
        switch (answer) {
            case RoutedAnswer.Refused refused ->
                record("none", refused.verdict().reason().name().toLowerCase(Locale.ROOT), took);
            case RoutedAnswer.Finished finished -> {
                String strategy = finished.row().plan().strategy().wireName();
                record(strategy, finished.row().ending().wireName(), took);
                registry.counter(TelemetryNames.REQUEST_COST, TelemetryNames.STRATEGY, strategy)
                        .increment(finished.ending().cost().toDouble());
            }
        }
    }

    private void record(String strategy, String result, Duration took) {
        String[] tags = {TelemetryNames.STRATEGY, strategy, TelemetryNames.RESULT, result};
        registry.counter(TelemetryNames.REQUESTS, tags).increment();
        registry.timer(TelemetryNames.REQUEST_DURATION, tags).record(took);
    }
}
