package dev.tutti.learning.training;

import org.apache.commons.math3.distribution.NormalDistribution;

/** The standard normal distribution. */
final class Normal {
    // No generator: it would be seeded from the clock, and nothing is ever drawn from it.
    private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

    private Normal() {}

    static double cumulative(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    /** The number of standard errors of a one-sided bound with that confidence. */
    static double quantile(double confidence) {
        return STANDARD.inverseCumulativeProbability(confidence);
    }
}
