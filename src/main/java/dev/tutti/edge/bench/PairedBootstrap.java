package dev.tutti.edge.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A percentile interval of the mean of paired differences, by resampling prompts; the same seed gives the same interval. */
public record PairedBootstrap(double mean, double lower, double upper) {
    private static final int RESAMPLES = 2_000;

    /** The two-sided 90 % interval, so that its lower end is also the one-sided 95 % bound. */
    public static PairedBootstrap of(double[] differences, long seed) {
        if (differences.length == 0) {
            throw new IllegalArgumentException("an interval takes at least 1 difference, got 0");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < differences.length; j++) {
                sum += differences[random.nextInt(differences.length)];
            }
            means[i] = sum / differences.length;
        }
        Arrays.sort(means);
        return new PairedBootstrap(
                Arrays.stream(differences).average().orElseThrow(),
                means[(int) (0.05 * RESAMPLES)],
                means[(int) (0.95 * RESAMPLES)]);
    }
}
