package dev.tutti.learning.promise;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The test by the tighter of two inequalities for the mean of bounded losses, 1 - score (Bates, Angelopoulos, Lei, Malik
 * and Jordan, "Distribution-free, risk-controlling prediction sets", JACM 2021, theorem 4).
 */
final class HoeffdingBentkus {
    private HoeffdingBentkus() {}

    static double pValue(double[] scores, double mean) {
        double loss = 1 - Scores.mean(scores);
        double least = 1 - mean;
        return Math.min(1, Math.min(hoeffding(scores.length, loss, least), bentkus(scores.length, loss, least)));
    }

    private static double hoeffding(int n, double loss, double least) {
        return loss >= least ? 1 : Math.exp(-n * divergence(loss, least));
    }

    private static double bentkus(int n, double loss, double least) {
        // The sum of losses that are a whole number has the error of its doubles.
        int losses = (int) Math.ceil(n * loss - 1e-9);
        return Math.E * new BinomialDistribution(null, n, least).cumulativeProbability(losses);
    }

    /** From a coin of the one mean to a coin of the other, in nats. */
    private static double divergence(double a, double b) {
        return part(a, b) + part(1 - a, 1 - b);
    }

    private static double part(double a, double b) {
        return a == 0 ? 0 : a * Math.log(a / b);
    }
}
