package dev.tutti.learning.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Lloyd's k-means with k-means++ seeding (Arthur and Vassilvitskii 2007): single-threaded, same input and seed, same output. */
final class KMeans {
    private static final int MOST_ROUNDS = 50;

    private final int k;
    private final long seed;

    KMeans(int k, long seed) {
        this.k = k;
        this.seed = seed;
    }

    /** Where the clusters ended, and to which one each point belongs. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Fit(double[][] points, double[][] centroids, int[] member) {

        /** For each cluster, the distance that this share of its points keeps; of all points when it has none. */
        double[] radius(double share) {
            double[] radius = new double[centroids.length];
            for (int c = 0; c < radius.length; c++) {
                int cluster = c;
                double[] own = java.util.stream.IntStream.range(0, points.length)
                        .filter(i -> member[i] == cluster)
                        .mapToDouble(i -> Math.sqrt(squared(points[i], centroids[cluster])))
                        .sorted()
                        .toArray();
                radius[c] = own.length == 0 ? 0 : own[(int) Math.ceil(share * own.length) - 1];
            }
            return radius;
        }
    }

    Fit fit(double[][] points) {
        double[][] centroids = seeds(points);
        int[] member = new int[points.length];
        Arrays.fill(member, -1);
        for (int round = 0; round < MOST_ROUNDS && assign(points, centroids, member); round++) {
            centroids = means(points, member, centroids);
        }
        return new Fit(points, centroids, member);
    }

    private double[][] seeds(double[][] points) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] seeds = new double[k][];
        seeds[0] = points[random.nextInt(points.length)].clone();
        double[] least = new double[points.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int c = 1; c < k; c++) {
            double sum = 0;
            for (int i = 0; i < points.length; i++) {
                least[i] = Math.min(least[i], squared(points[i], seeds[c - 1]));
                sum += least[i];
            }
            seeds[c] = points[drawn(least, random.nextDouble() * sum)].clone();
        }
        return seeds;
    }

    private static int drawn(double[] weights, double at) {
        double left = at;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** True when a point changed its cluster. */
    private static boolean assign(double[][] points, double[][] centroids, int[] member) {
        boolean changed = false;
        for (int i = 0; i < points.length; i++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centroids.length; c++) {
                double distance = squared(points[i], centroids[c]);
                if (distance < least) {
                    least = distance;
                    best = c;
                }
            }
            changed |= member[i] != best;
            member[i] = best;
        }
        return changed;
    }

    /** A cluster that lost all its points stays where it was. */
    private static double[][] means(double[][] points, int[] member, double[][] before) {
        double[][] sums = new double[before.length][before[0].length];
        int[] counts = new int[before.length];
        for (int i = 0; i < points.length; i++) {
            counts[member[i]]++;
            for (int j = 0; j < points[i].length; j++) {
                sums[member[i]][j] += points[i][j];
            }
        }
        for (int c = 0; c < sums.length; c++) {
            for (int j = 0; j < sums[c].length; j++) {
                sums[c][j] = counts[c] == 0 ? before[c][j] : sums[c][j] / counts[c];
            }
        }
        return sums;
    }

    static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
