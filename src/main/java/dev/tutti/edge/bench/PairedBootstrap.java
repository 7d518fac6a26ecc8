package dev.tutti.edge.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A percentile interval of the mean of paired differences, by resampling prompts; the same seed gives the same interval. */
public record PairedBootstrap(double mean, double lower, double upper) {
    private static final int RESAMPLES = 2_000;

    /** The two-sided 90 % interval, so that its lower end is also the one-sided 95 % bound. */
    public static PairedBootstrap of(double[] differences, long seed) {
        if (differences.length == 0) {
            throw new IllegalArgumentException("an interval takes at least 1 difference, got 0");
        }
        double[] means = resampled(differences.length, seed, drawn -> {
            double sum = 0;
            for (int i : drawn) {
                sum += differences[i];
            }
            return sum / drawn.length;
        });
        return interval(Arrays.stream(differences).average().orElseThrow(), means);
    }

    /** The same of how the sum of the parts compares to that of the wholes: of costs as a share of others. */
    static PairedBootstrap ofShare(double[] parts, double[] wholes, long seed) {
        if (parts.length == 0 || parts.length != wholes.length) {
            throw new IllegalArgumentException(
                    "a share takes at least 1 pair, got " + parts.length + " and " + wholes.length);
        }
        double[] shares = resampled(parts.length, seed, drawn -> {
            double part = 0;
            double whole = 0;
            for (int i : drawn) {
                part += parts[i];
                whole += wholes[i];
            }
            return part / whole;
        });
        return interval(Arrays.stream(parts).sum() / Arrays.stream(wholes).sum(), shares);
    }

    /** The same of any figure of drawn prompts. */
    static PairedBootstrap ofFigure(int prompts, ToDoubleFunction<int[]> figure, long seed) {
        double all = figure.applyAsDouble(IntStream.range(0, prompts).toArray());
        return interval(all, resampled(prompts, seed, figure));
    }

    private static double[] resampled(int prompts, long seed, ToDoubleFunction<int[]> figure) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[prompts];
        double[] figures = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < prompts; j++) {
                drawn[j] = random.nextInt(prompts);
            }
            figures[i] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        return figures;
    }

    private static PairedBootstrap interval(double mean, double[] sorted) {
        return new PairedBootstrap(mean, sorted[(int) (0.05 * RESAMPLES)], sorted[(int) (0.95 * RESAMPLES)]);
    }
}
