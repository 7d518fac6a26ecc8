package dev.tutti.edge.bench;

import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How long decisions took, features included, in milliseconds: two quantiles by the clock, and, where it is known, the 99 %
 * quantile of what the deciding thread itself computed, without the time that others had the processor.
 */
record DecisionTime(double p50, double p99, OptionalDouble computedP99) {
    private static final double MILLION = 1e6;

    /** One decision, in nanoseconds. */
    record Took(long clock, long computed) {}

    static DecisionTime of(Collection<Took> decisions) {
        if (decisions.isEmpty()) {
            throw new IllegalArgumentException("quantiles take at least 1 decision, got 0");
        }
        long[] clock = decisions.stream().mapToLong(Took::clock).sorted().toArray();
        long[] computed = decisions.stream().mapToLong(Took::computed).sorted().toArray();
        return new DecisionTime(at(clock, 0.5), at(clock, 0.99), OptionalDouble.of(at(computed, 0.99)));
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length))] / MILLION;
    }

    /** The worse of each. */
    DecisionTime max(DecisionTime other) {
        return new DecisionTime(
                Math.max(p50, other.p50),
                Math.max(p99, other.p99),
                computedP99.isPresent() && other.computedP99.isPresent()
                        ? OptionalDouble.of(Math.max(computedP99.getAsDouble(), other.computedP99.getAsDouble()))
                        : OptionalDouble.empty());
    }
}
