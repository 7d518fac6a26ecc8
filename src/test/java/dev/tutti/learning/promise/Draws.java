package dev.tutti.learning.promise;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Beta;

/** Scores drawn from distributions whose mean is known, and what the bounds would be by the definitions. */
final class Draws {
    private Draws() {}

    /** Kinds of scores that are hard for a bound in different ways. */
    enum Kind {
        /** 0 or 1. */
        COIN(0.8),
        /** Nearly always 1. */
        RARELY_WRONG(0.97),
        /** Halves beside 0 and 1. */
        GRADED(0.65),
        /** Anything between 0 and 1. */
        UNIFORM(0.5),
        /** Nearly all alike. */
        NARROW(0.7);

        private final double mean;

        Kind(double mean) {
            this.mean = mean;
        }

        double mean() {
            return mean;
        }

        boolean zeroOrOne() {
            return this == COIN || this == RARELY_WRONG;
        }

        double draw(RandomGenerator chance) {
            return switch (this) {
                case COIN, RARELY_WRONG -> chance.nextDouble() < mean ? 1 : 0;
                case GRADED -> chance.nextDouble() < 0.5 ? 0.5 : chance.nextDouble() < 0.8 ? 1 : 0;
                case UNIFORM -> chance.nextDouble();
                case NARROW -> 0.65 + 0.1 * chance.nextDouble();
            };
        }

        double[] draw(int n, RandomGenerator chance) {
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) {
                scores[i] = draw(chance);
            }
            return scores;
        }
    }

    /** At least so many ones, term by term. */
    static double binomialTail(int n, int ones, double p) {
        double tail = 0;
        for (int k = ones; k <= n; k++) {
            tail += Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
        }
        return tail;
    }

    private static double logChoose(int n, int k) {
        return -Math.log(n + 1.0) - Beta.logBeta(k + 1.0, n - k + 1.0);
    }

    /** The wealth after each prefix from scratch, as the paper writes it. */
    static double slowBettingPValue(double[] scores, double mean) {
        double highest = 1;
        for (int n = 1; n <= scores.length; n++) {
            double wealth = 1;
            for (int t = 1; t <= n; t++) {
                wealth *= 1 + stake(scores, t, mean) * (scores[t - 1] - mean);
            }
            highest = Math.max(highest, wealth);
        }
        return 1 / highest;
    }

    private static double stake(double[] scores, int t, double mean) {
        double plugIn = Math.sqrt(2 * Math.log(1 / 0.05) / (scores.length * variance(scores, t - 1)));
        return mean == 0 ? plugIn : Math.min(plugIn, 0.75 / mean);
    }

    /** Of the first so many, drawn to a half and a quarter by one score that was never seen. */
    private static double variance(double[] scores, int upTo) {
        double squares = 0.25;
        for (int i = 1; i <= upTo; i++) {
            double sum = 0.5;
            for (int j = 1; j <= i; j++) {
                sum += scores[j - 1];
            }
            squares += Math.pow(scores[i - 1] - sum / (i + 1), 2);
        }
        return squares / (upTo + 1);
    }
}
