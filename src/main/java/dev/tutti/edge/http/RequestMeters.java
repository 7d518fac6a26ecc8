package dev.tutti.edge.http;

import dev.tutti.serving.routing.RoutedAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Counts and times requests by strategy and result, and tells the trace of each. */
final class RequestMeters {

    /** The closed tags of a series. */
    private record Series(String strategy, String result) {}

    /** Looking a meter up by its tags costs more than counting on it. */
    private record Meters(Counter requests, Timer durations) {}

    /** What a strategy costs, what it spares, and what is expected of it. */
    private record Money(Counter cost, Counter strongest, DistributionSummary predicted) {}

    /** From what a gateway itself takes to the longest answers of ensembles. */
    private static final Duration[] BOUNDS = LongStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Series, Meters> series = new ConcurrentHashMap<>();
    private final Map<String, Money> moneys = new ConcurrentHashMap<>();

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
                Money money = moneys.computeIfAbsent(strategy, this::money);
                money.cost.increment(finished.ending().cost().toDouble());
                money.strongest.increment(Strongest.cost(finished));
                money.predicted.record(
                        finished.verdict().decision().chosen().prediction().quality());
            }
        }
    }

    private void record(String strategy, String result, Duration took) {
        Meters meters = series.computeIfAbsent(new Series(strategy, result), this::meters);
        meters.requests.increment();
        meters.durations.record(took);
    }

    private Money money(String strategy) {
        return new Money(
                Counter.builder(TelemetryNames.REQUEST_COST)
                        .description("Dollars that providers charged for requests")
                        .tag(TelemetryNames.STRATEGY, strategy)
                        .register(registry),
                Counter.builder(TelemetryNames.REQUEST_STRONGEST)
                        .description(
                                "Dollars that the same requests were expected to cost with the strongest single model")
                        .tag(TelemetryNames.STRATEGY, strategy)
                        .register(registry),
                DistributionSummary.builder(TelemetryNames.REQUEST_PREDICTED)
                        .description("Scores that were expected of the chosen plans, 0 to 1")
                        .tag(TelemetryNames.STRATEGY, strategy)
                        .register(registry));
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
                        .serviceLevelObjectives(BOUNDS)
                        .register(registry));
    }
}
