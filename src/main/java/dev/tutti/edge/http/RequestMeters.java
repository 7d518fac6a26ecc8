package dev.tutti.edge.http;

import dev.tutti.serving.routing.RoutedAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
                Counter.builder(TelemetryNames.REQUEST_COST)
                        .description("Dollars that providers charged for requests")
                        .tag(TelemetryNames.STRATEGY, strategy)
                        .register(registry)
                        .increment(finished.ending().cost().toDouble());
            }
        }
    }

    private void record(String strategy, String result, Duration took) {
        String[] tags = {TelemetryNames.STRATEGY, strategy, TelemetryNames.RESULT, result};
        Counter.builder(TelemetryNames.REQUESTS)
                .description("Chat requests that were decided on")
                .tags(tags)
                .register(registry)
                .increment();
        Timer.builder(TelemetryNames.REQUEST_DURATION)
                .description("Chat requests, from their first byte to the end of their run")
                .tags(tags)
                .register(registry)
                .record(took);
    }
}
