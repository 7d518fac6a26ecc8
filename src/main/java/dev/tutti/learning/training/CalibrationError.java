package dev.tutti.learning.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.special.Erf;

/**
 * How far predictions are from what came, over bins of equal mass, as far as equal predictions let them.
 *
 * <p>{@code plain}: the usual expected calibration error, the bins' mean gap. {@code debiased}: the same in squares with
 * each bin's sampling noise taken off (Kumar, Liang and Ma 2019), its root, 0 at least. {@code perfect}: the plain error
 * that a perfect predictor is expected to show on as many labels.
 */
public record CalibrationError(double plain, double debiased, double perfect, int labels, List<Bin> bins) {
    private static final int BINS = 10;
    /** One-sided 95 %. */
    private static final double Z = 1.6449;

    public CalibrationError {
        bins = List.copyOf(bins);
    }

    /** A prediction and the score that came. */
    public record Pair(double predicted, double score) {}

    /** One bin: its labels, means of prediction and score, and the variance of that mean score. */
    public record Bin(int labels, double predicted, double score, double variance) {
        double gap() {
            return Math.abs(predicted - score);
        }

        /** The mean of |N(mu, variance)|. */
        double foldedMean(double mu) {
            if (variance <= 0) {
                return Math.abs(mu);
            }
            double sigma = Math.sqrt(variance);
            return sigma * Math.sqrt(2 / Math.PI) * Math.exp(-mu * mu / (2 * variance))
                    + mu * Erf.erf(mu / (sigma * Math.sqrt(2)));
        }

        double foldedVariance(double mu) {
            double mean = foldedMean(mu);
            return Math.max(0, mu * mu + variance - mean * mean);
        }
    }

    public static CalibrationError of(List<Pair> pairs) {
        List<Pair> sorted = pairs.stream()
                .sorted(Comparator.comparingDouble(Pair::predicted))
                .toList();
        List<Bin> bins = bins(sorted);
        double squares = mean(bins, bin -> bin.gap() * bin.gap() - bin.variance());
        return new CalibrationError(
                mean(bins, Bin::gap),
                Math.sqrt(Math.max(0, squares)),
                mean(bins, bin -> bin.foldedMean(0)),
                sorted.size(),
                bins);
    }

    /**
     * Equal predictions are never parted: what they promise is one thing. Parted in the order given, a constant that is
     * right on average would look wrong wherever the easy prompts came first.
     */
    private static List<Bin> bins(List<Pair> sorted) {
        List<Bin> bins = new ArrayList<>();
        int count = Math.min(BINS, Math.max(1, sorted.size() / 2));
        int start = 0;
        for (int b = 0; b < count; b++) {
            int end = Math.max(start, sorted.size() * (b + 1) / count);
            while (end > start
                    && end < sorted.size()
                    && sorted.get(end).predicted() == sorted.get(end - 1).predicted()) {
                end++;
            }
            if (end > start) {
                bins.add(bin(sorted.subList(start, end)));
            }
            start = end;
        }
        return bins;
    }

    private static Bin bin(List<Pair> pairs) {
        double predicted = pairs.stream().mapToDouble(Pair::predicted).average().orElseThrow();
        double score = pairs.stream().mapToDouble(Pair::score).average().orElseThrow();
        // Of score minus prediction: what varies because predictions differ within a bin is no noise.
        double squares = pairs.stream()
                .mapToDouble(pair -> pair.score() - pair.predicted() - (score - predicted))
                .map(d -> d * d)
                .sum();
        int n = pairs.size();
        return new Bin(n, predicted, score, n < 2 ? 0 : squares / (n - 1) / n);
    }

    private static double mean(List<Bin> bins, ToDoubleFunction<Bin> of) {
        double labels = bins.stream().mapToInt(Bin::labels).sum();
        return labels == 0
                ? 0
                : bins.stream()
                                .mapToDouble(bin -> bin.labels() * of.applyAsDouble(bin))
                                .sum()
                        / labels;
    }

    /**
     * Whether a predictor that is off by exactly the threshold in every bin would show a plain error this large in less
     * than 5 % of samples.
     */
    boolean significantlyAbove(double threshold) {
        double expected = mean(bins, bin -> bin.foldedMean(threshold));
        double variance = mean(bins, bin -> (double) bin.labels() / labels * bin.foldedVariance(threshold));
        return plain > expected + Z * Math.sqrt(variance);
    }
}
