package dev.tutti.edge.http;

import dev.tutti.serving.routing.RoutedAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times requests by strategy and result, and tells the trace of each. */
final class RequestMeters {

    /** The closed tags of a series. */
    private record Series(String strategy, String result) {}

    /** Looking a meter up by its tags costs more than counting on it. */
    private record Meters(Counter requests, Timer durations) {}

    private final MeterRegistry registry;
    private final Map<Series, Meters> series = new ConcurrentHashMap<>();
    private final Map<String, Counter> costs = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** On a thread of the request. */
    void record(RoutedAnswer answer, Duration took) {
        RequestSpan.tell(answer);
        switch (answer) {
            case RoutedAnswer.Refused refused ->
                record("none", refused.verdict().reason().name().toLowerCase(Locale.ROOT), took);
            case RoutedAnswer.Finished finished -> {
                String strategy = finished.row().plan().strategy().wireName();
                record(strategy, finished.row().ending().wireName(), took);
                costs.computeIfAbsent(strategy, this::cost)
                        .increment(finished.ending().cost().toDouble());
            }
        }
    }

    private void record(String strategy, String result, Duration took) {
        Meters meters = series.computeIfAbsent(new Series(strategy, result), this::meters);
        meters.requests.increment();
        meters.durations.record(took);
    }

    private Counter cost(String strategy) {
        return Counter.builder(TelemetryNames.REQUEST_COST)
                .description("Dollars that providers charged for requests")
                .tag(TelemetryNames.STRATEGY, strategy)
                .register(registry);
    }

    private Meters meters(Series of) {
        String[] tags = {TelemetryNames.STRATEGY, of.strategy, TelemetryNames.RESULT, of.result};
        return new Meters(
                Counter.builder(TelemetryNames.REQUESTS)
                        .description("Chat requests that were decided on")
                        .tags(tags)
                        .register(registry),
                Timer.builder(TelemetryNames.REQUEST_DURATION)
                        .description("Chat requests, from their first byte to the end of their run")
                        .tags(tags)
                        .register(registry));
    }
}
