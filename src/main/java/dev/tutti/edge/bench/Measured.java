package dev.tutti.edge.bench;

import java.time.Duration;
import java.util.List;

/** What a load run saw: answers with status 200 and their latencies in milliseconds, and how many had another end. */
record Measured(int answered, int failed, double perSecond, double p50, double p95, double p99) {

    static Measured of(List<Long> nanos, int failed, Duration time) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Measured(
                sorted.length,
                failed,
                sorted.length / (time.toNanos() / 1e9),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                quantile(sorted, 0.99));
    }

    private static double quantile(long[] sorted, double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(q * sorted.length))] / 1e6;
    }
}
