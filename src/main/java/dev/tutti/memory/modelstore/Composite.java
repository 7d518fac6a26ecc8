package dev.tutti.memory.modelstore;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is expected of an ensemble that has no labels of its own: {@code Q = p + s (pass@n - p)}, where {@code pass@n} is
 * the chance that one of n answers is good, by a beta-binomial of the members, {@code p} the members' quality (the
 * aggregator's counts {@code aggregatorWeight} times a proposer's), and {@code s} the aggregation's efficiency by mode.
 * {@code within} and {@code between} are the correlations of answers of one model and of different models.
 */
public record Composite(double within, double between, double aggregatorWeight, SortedMap<String, Double> efficiency) {
    /**
     * From published tables (arXiv 2502.00674: aggregator quality counts about twice a proposer's; 2603.20324: synthesis
     * gains little over its members): cautious figures, until a log of ensembles says otherwise.
     */
    public static final Composite PUBLISHED = new Composite(
            0.7, 0.45, 2, new TreeMap<>(java.util.Map.of("synthesise", 0.15, "select", 0.2, "vote", 0.25)));

    public Composite {
        if (!(within > 0 && within < 1 && between > 0 && between < 1)) {
            throw new IllegalArgumentException("correlations are between 0 and 1, were " + within + ", " + between);
        }
        if (!(aggregatorWeight >= 0)) {
            throw new IllegalArgumentException("an aggregator's weight is 0 or more, was " + aggregatorWeight);
        }
        efficiency = Collections.unmodifiableSortedMap(new TreeMap<>(efficiency));
    }

    /** The same, but that no aggregation makes more of its answers than they are worth. */
    public Composite gainingNothing() {
        return new Composite(within, between, aggregatorWeight, new TreeMap<>());
    }

    /** The chance that at least one of n answers is good: 1 - E[(1-X)^n] with X beta of that mean and correlation. */
    public static double passAt(int n, double mean, double correlation) {
        double spread = 1 / correlation - 1;
        double bad = (1 - mean) * spread;
        double none = 1;
        for (int i = 0; i < n; i++) {
            none *= (bad + i) / (spread + i);
        }
        return 1 - none;
    }

    /** Q for n answers of that mean quality, correlation and aggregation, where p is the quality to start from. */
    public double quality(double p, int n, double memberMean, double correlation, String mode) {
        double pass = passAt(n, memberMean, correlation);
        return Math.clamp(p + efficiency.getOrDefault(mode, 0.0) * (pass - p), 0, 1);
    }
}
