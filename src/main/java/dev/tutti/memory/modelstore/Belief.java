package dev.tutti.memory.modelstore;

import dev.tutti.sense.policy.QualityBasis;

/** An expected score, the variance of that expectation, and where it comes from. */
record Belief(double quality, double variance, QualityBasis basis) {
    /** The 95 % quantile of the normal: a two-sided interval of 90 %. */
    private static final double Z = 1.6449;
    /** What is said without labels of this deployment is never said more exactly than this. */
    private static final double LEAST_PRIOR_HALF_WIDTH = 0.15;
    /** Scores near 0 or 1 still vary: the variance of one label is never reckoned below this. */
    private static final double LEAST_LABEL_VARIANCE = 0.02;

    /** Of a mean over that many labels: the variance of one score of that mean, shared among them. */
    static double varianceOf(double quality, double labels) {
        return Math.max(quality * (1 - quality), LEAST_LABEL_VARIANCE) / (labels + 1);
    }

    /** Drawn towards what is known of the plan on all prompts: this one counts by that share. */
    Belief tempered(Belief overall, double share) {
        return new Belief(
                overall.quality + share * (quality - overall.quality),
                share * share * variance + (1 - share) * (1 - share) * overall.variance,
                basis);
    }

    double mean() {
        return Math.clamp(quality, 0, 1);
    }

    double lower() {
        return Math.max(0, mean() - half());
    }

    double upper() {
        return Math.min(1, mean() + half());
    }

    private double half() {
        double half = Z * Math.sqrt(variance);
        return basis == QualityBasis.PRIOR ? Math.max(half, LEAST_PRIOR_HALF_WIDTH) : half;
    }
}
