package dev.tutti.learning.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what became of anchors and what they cost, and the newcomers by what they do. */
final class AnchorMeters {
    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private final Counter cost;

    /** What became of a request that was drawn to be an anchor. */
    enum Result {
        /** The newcomer answered. */
        ANSWERED,
        /** It did not. */
        FAILED,
        /** The day's money would not cover it, or that of the judges of its answer. */
        NO_MONEY
    }

    AnchorMeters(MeterRegistry meters) {
        for (Result result : Result.values()) {
            results.put(
                    result,
                    Counter.builder("tutti.anchors")
                            .description("Requests that were drawn for a newcomer to answer in the background, by what"
                                    + " became of it")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        cost = Counter.builder("tutti.anchors.cost.usd")
                .description("Dollars that providers charged for newcomers' answers in the background")
                .register(meters);
    }

    static void watch(NewcomerWatch watch, MeterRegistry meters) {
        for (NewcomerStanding.Phase phase : NewcomerStanding.Phase.values()) {
            Gauge.builder("tutti.newcomers", watch, seen -> count(seen, phase))
                    .tag("phase", phase.wireName())
                    .description("Models that the serving release has not measured, by what is done to know them")
                    .register(meters);
        }
    }

    private static double count(NewcomerWatch watch, NewcomerStanding.Phase phase) {
        return watch.standings().stream().filter(one -> one.phase() == phase).count();
    }

    void count(Result result) {
        Objects.requireNonNull(results.get(result)).increment();
    }

    void paid(double usd) {
        cost.increment(usd);
    }
}
