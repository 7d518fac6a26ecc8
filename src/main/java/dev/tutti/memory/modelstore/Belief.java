package dev.tutti.memory.modelstore;

import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.PriorQuality;

/** An expected score, the variance of that expectation, and where it comes from. */
record Belief(double quality, double variance, QualityBasis basis) {
    /** The 95 % quantile of the normal: a two-sided interval of 90 %. */
    private static final double Z = 1.6449;
    /** What is said without labels of this deployment is never said more exactly than this. */
    private static final double LEAST_PRIOR_HALF_WIDTH = 0.15;
    /** How far off level 1 is of the mean score of a model never met: {@code ./tutti bench seed} measures it. */
    private static final double DESCRIBED_DEVIATION = 0.13;
    /** Scores near 0 or 1 still vary: the variance of one label is never reckoned below this. */
    private static final double LEAST_LABEL_VARIANCE = 0.02;

    /** Of a mean over that many labels: the variance of one score of that mean, shared among them. */
    static double varianceOf(double quality, double labels) {
        return Math.max(quality * (1 - quality), LEAST_LABEL_VARIANCE) / (labels + 1);
    }

    /** From others' outcomes, of a model never met. */
    static Belief described(double quality, double strange) {
        return new Belief(quality, DESCRIBED_DEVIATION * DESCRIBED_DEVIATION * strange, QualityBasis.PRIOR);
    }

    /** Beside another figure each counts by its precision. That both agree makes neither surer: they err alike. */
    Belief beside(PriorQuality other) {
        double otherVariance = (other.halfWidth() / Z) * (other.halfWidth() / Z);
        double share = otherVariance / (otherVariance + variance);
        return new Belief(
                share * quality + (1 - share) * other.score(), share * variance + (1 - share) * otherVariance, basis);
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
