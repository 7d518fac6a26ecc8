package dev.tutti.learning.training;

import org.apache.commons.math3.distribution.TDistribution;

/** A mean score and its bounds, each of which holds with the same one-sided confidence; bounds are 0 to 1. */
record Interval(double mean, double lower, double upper) {
    /** Nothing is known: no score is ruled out. */
    static Interval unknown(double mean) {
        return new Interval(mean, 0, 1);
    }

    /** Studentised: so many standard errors as a variance with that many degrees of freedom asks for. */
    static Interval around(double mean, double error, double degrees, double confidence) {
        // No generator: it would be seeded from the clock, and nothing is ever drawn from it.
        double reach = error * new TDistribution(null, degrees).inverseCumulativeProbability(confidence);
        return new Interval(mean, Math.clamp(mean - reach, 0, 1), Math.clamp(mean + reach, 0, 1));
    }
}
