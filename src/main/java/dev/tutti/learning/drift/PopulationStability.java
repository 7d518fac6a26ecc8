package dev.tutti.learning.drift;

import java.util.stream.IntStream;

/**
 * The population stability index of two histograms over the same bins: the sum of (q - p) ln(q / p) over their shares p
 * and q, 0 when they are alike. Half a count is added to every bin, so that an empty one is not infinitely far away.
 */
final class PopulationStability {
    private static final double HALF = 0.5;

    private PopulationStability() {}

    /** A shorter histogram has no counts in the bins that it lacks. */
    static double index(int[] before, int[] now) {
        int bins = Math.max(before.length, now.length);
        double all = IntStream.of(before).sum() + HALF * bins;
        double recent = IntStream.of(now).sum() + HALF * bins;
        double index = 0;
        for (int bin = 0; bin < bins; bin++) {
            double p = (count(before, bin) + HALF) / all;
            double q = (count(now, bin) + HALF) / recent;
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }

    private static int count(int[] histogram, int bin) {
        return bin < histogram.length ? histogram[bin] : 0;
    }
}
