package dev.tutti.learning.training;

import dev.tutti.learning.training.OffPolicyEstimates.Match;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Means over rows of which few have a large weight, with intervals (ADR 66). Those few decide the variance, so it is itself
 * uncertain: it is drawn towards what the residuals of all matches say, as if z^2 more rows had said that (the thought of
 * Agresti and Coull, 1998), and the quantile is Student's.
 */
final class MatchedMeans {
    private final List<Match> rows;
    private final double confidence;
    private final double weights;
    private final double squares;
    private final double effectiveSize;
    /** Of how many equally weighted rows the variance is known. */
    private final double deciding;

    MatchedMeans(List<Match> rows, double confidence) {
        this.rows = rows;
        this.confidence = confidence;
        this.weights = sum(Match::weight);
        this.squares = sum(row -> Math.pow(row.weight(), 2));
        this.effectiveSize = squares == 0 ? 0 : weights * weights / squares;
        this.deciding = squares == 0 ? 0 : squares * squares / sum(row -> Math.pow(row.weight(), 4));
    }

    double effectiveSize() {
        return effectiveSize;
    }

    Interval ips() {
        double mean = mean(Match::weighted);
        double[] deviations = deviations(row -> row.weighted() - mean);
        return interval(mean, deviations, square(deviations));
    }

    /** A ratio of two means; its deviations are those of its linear part. */
    Interval snips() {
        double mean = weights == 0 ? 0 : sum(Match::weighted) / weights;
        double weight = weights / rows.size();
        double[] deviations = deviations(row -> row.weight() * (row.score() - mean) / weight);
        return interval(mean, deviations, residual(row -> row.score() - mean) / (weight * weight));
    }

    Interval doublyRobust() {
        double mean = mean(Match::corrected);
        double expected = mean(Match::expected);
        double ofRegression = mean(row -> Math.pow(row.expected() - expected, 2));
        return interval(
                mean,
                deviations(row -> row.corrected() - mean),
                ofRegression + residual(row -> row.score() - row.expected()));
    }

    /** What the weighted residuals of a row would vary if those of large and of small weights varied alike. */
    private double residual(ToDoubleFunction<Match> residual) {
        double square = sum(row -> row.weight() * Math.pow(residual.applyAsDouble(row), 2)) / weights;
        return square * squares / rows.size();
    }

    /** {@code pooled}: the variance of a row's deviation if all residuals varied alike. */
    private Interval interval(double mean, double[] deviations, double pooled) {
        if (effectiveSize < 2) {
            return Interval.unknown(mean);
        }
        double more = Math.pow(Normal.quantile(confidence), 2);
        double square = (deciding * square(deviations) + more * pooled) / (deciding + more);
        // Rule of three, as in PairedDifference: scores that never differed do not prove that none ever will.
        double error = Math.max(1 / effectiveSize, Math.sqrt(square / (rows.size() - 1)));
        return Interval.around(mean, error, degrees(deviations), confidence);
    }

    /** Of a variance as uncertain as its kurtosis says (Satterthwaite 1946), where it has been seen to be. */
    private double degrees(double[] deviations) {
        double fourth = Arrays.stream(deviations).map(d -> d * d * d * d).sum() / deviations.length;
        double excess = fourth / Math.pow(square(deviations), 2) - 1;
        double most = rows.size() - 1;
        return excess > 0 ? Math.min(most, 2 * rows.size() / excess) : most;
    }

    private static double square(double[] deviations) {
        return Arrays.stream(deviations).map(d -> d * d).sum() / deviations.length;
    }

    private double[] deviations(ToDoubleFunction<Match> deviation) {
        return rows.stream().mapToDouble(deviation).toArray();
    }

    private double mean(ToDoubleFunction<Match> value) {
        return rows.isEmpty() ? 0 : sum(value) / rows.size();
    }

    private double sum(ToDoubleFunction<Match> value) {
        return rows.stream().mapToDouble(value).sum();
    }
}
