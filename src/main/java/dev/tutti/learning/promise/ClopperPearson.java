package dev.tutti.learning.promise;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.special.Beta;

/** The exact test of a coin: how likely so many ones or more are (Clopper and Pearson, Biometrika 1934). */
final class ClopperPearson {
    private static final double PRECISION = 1e-12;

    private ClopperPearson() {}

    /** A binomial tail is a beta distribution's. */
    static double pValue(double[] scores, double mean) {
        int ones = ones(scores);
        return ones == 0 ? 1 : Beta.regularizedBeta(mean, ones, scores.length - ones + 1.0);
    }

    static double lower(double[] scores, double alpha) {
        int ones = ones(scores);
        return ones == 0
                ? 0
                : new BetaDistribution(null, ones, scores.length - ones + 1.0, PRECISION)
                        .inverseCumulativeProbability(alpha);
    }

    private static int ones(double[] scores) {
        if (!Scores.zeroOrOne(scores)) {
            throw new IllegalArgumentException("Clopper-Pearson takes scores of 0 or 1 alone, got "
                    + Arrays.stream(scores)
                            .filter(score -> score != 0 && score != 1)
                            .findFirst()
                            .orElseThrow());
        }
        return (int) Arrays.stream(scores).sum();
    }
}
