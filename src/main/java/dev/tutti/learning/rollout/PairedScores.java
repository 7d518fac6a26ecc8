package dev.tutti.learning.rollout;

import dev.tutti.learning.promise.MeanBound;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What scored pairs say over all requests: how many, the share of requests on which the two differ, and the challenger's
 * mean score less the champion's over all requests, those on which they do not differ included, with bounds that hold
 * together with probability 0.95 for the share as it is known.
 */
public record PairedScores(int count, double differing, double difference, double lower, double upper) {
    private static final double ONE_SIDED = 0.025;

    /** {@code differences}: of the requests on which they differ. */
    static PairedScores of(List<Double> differences, double differing) {
        double mean =
                differences.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double[] gains = scaled(differences, d -> (1 + d) / 2);
        double[] losses = scaled(differences, d -> (1 - d) / 2);
        return new PairedScores(
                differences.size(),
                differing,
                differing * mean,
                differing * (2 * MeanBound.BETTING.lower(gains, ONE_SIDED) - 1),
                differing * (1 - 2 * MeanBound.BETTING.lower(losses, ONE_SIDED)));
    }

    private static double[] scaled(List<Double> differences, DoubleUnaryOperator by) {
        return differences.stream().mapToDouble(d -> by.applyAsDouble(d)).toArray();
    }
}
