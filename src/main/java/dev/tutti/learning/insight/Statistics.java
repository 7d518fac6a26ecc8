package dev.tutti.learning.insight;

import java.util.Arrays;

/** Estimates with 95 % intervals. */
final class Statistics {
    private static final double Z = 1.959963984540054;
    /** Below that a quantile's interval would reach the extremes and say nothing. */
    private static final int FEWEST_FOR_QUANTILE_INTERVAL = 30;

    private Statistics() {}

    /**
     * The mean of numbers from 0 to 1. Wilson's interval (1927): exact in form for shares, and wider than needed for
     * scores in between, whose variance is smaller; never of width 0.
     */
    static Estimate boundedMean(double sum, long n, String basis) {
        if (n == 0) {
            return Estimate.unknown(0, basis, "there are none");
        }
        double mean = sum / n;
        double z2 = Z * Z / n;
        double centre = (mean + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(Math.max(0, mean * (1 - mean) / n) + z2 / (4 * n)) / (1 + z2);
        return Estimate.between(Math.max(0, centre - half), mean, Math.min(1, centre + half), n, basis);
    }

    /** The mean of any numbers, by the normal approximation; no interval of fewer than 2. */
    static Estimate mean(Moments of, String basis) {
        if (of.n() == 0) {
            return Estimate.unknown(0, basis, "there are none");
        }
        if (of.n() == 1) {
            return Estimate.point(of.mean(), 1, basis);
        }
        double half = Z * Math.sqrt(of.variance() / of.n());
        return Estimate.between(of.mean() - half, of.mean(), of.mean() + half, of.n(), basis);
    }

    /** The smallest number that at least the share {@code q} does not exceed; the interval is of order statistics. */
    static Estimate quantile(double[] numbers, double q, String basis) {
        int n = numbers.length;
        if (n == 0) {
            return Estimate.unknown(0, basis, "there are none");
        }
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double value = sorted[rank(q * n, n)];
        if (n < FEWEST_FOR_QUANTILE_INTERVAL) {
            return Estimate.point(value, n, basis);
        }
        double half = Z * Math.sqrt(n * q * (1 - q));
        return Estimate.between(sorted[rank(q * n - half, n)], value, sorted[rank(q * n + half + 1, n)], n, basis);
    }

    private static int rank(double position, int n) {
        return (int) Math.clamp(Math.ceil(position) - 1, 0, n - 1.0);
    }

    /**
     * One minus the ratio of two paired sums, {@code 1 - sum(part) / sum(whole)}; interval by the delta method over the
     * residuals {@code part - ratio * whole}.
     */
    static Estimate oneMinusRatio(double[] part, double[] whole, String basis) {
        double sum = Arrays.stream(whole).sum();
        if (part.length < 2 || !(sum > 0)) {
            return Estimate.unknown(part.length, basis, "a ratio takes at least 2 pairs that cost something");
        }
        double ratio = Arrays.stream(part).sum() / sum;
        Moments residuals = new Moments();
        for (int i = 0; i < part.length; i++) {
            residuals.add(part[i] - ratio * whole[i]);
        }
        double half = Z * Math.sqrt(residuals.variance() / part.length) / (sum / part.length);
        return Estimate.between(1 - ratio - half, 1 - ratio, 1 - ratio + half, part.length, basis);
    }
}
