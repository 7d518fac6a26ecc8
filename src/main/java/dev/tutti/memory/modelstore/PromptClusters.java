package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tutti.sense.feature.Features;
import java.util.Arrays;
import java.util.List;

/**
 * The map of prompts: k-means centroids over a {@link Projection} of their features, and the numbers that the learned
 * models read off a prompt. Immutable; its JSON form is {@code clusters.json} of a release.
 * {@code radius} is, for each cluster, the distance that 99 % of its training prompts keep.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY, getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class PromptClusters {
    private final Projection projection;
    private final double[][] centroids;
    private final double[] radius;
    private final List<String> tasks;

    @JsonCreator
    public PromptClusters(
            @JsonProperty("projection") Projection projection,
            @JsonProperty("centroids") double[][] centroids,
            @JsonProperty("radius") double[] radius,
            @JsonProperty("tasks") List<String> tasks) {
        if (centroids.length == 0 || radius.length != centroids.length) {
            throw new IllegalArgumentException(
                    "clusters are at least 1, each with a radius, were " + centroids.length + " and " + radius.length);
        }
        for (double[] centroid : centroids) {
            if (centroid.length != projection.size()) {
                throw new IllegalArgumentException(
                        "a centroid has " + projection.size() + " numbers, had " + centroid.length);
            }
        }
        this.projection = projection;
        this.centroids = Arrays.stream(centroids).map(double[]::clone).toArray(double[][]::new);
        this.radius = radius.clone();
        this.tasks = List.copyOf(tasks);
    }

    /** How many clusters there are. */
    public int size() {
        return centroids.length;
    }

    public boolean understands(Features features) {
        return projection.understands(features);
    }

    /** The number of the nearest centroid, from 0; ties: the lowest. */
    public int cluster(Features features) {
        return nearest(projection.of(features)).cluster();
    }

    /** How many {@linkplain #segment segments} there are: one for each task and each cluster. */
    public int segments() {
        return tasks.size() + centroids.length;
    }

    /** The tasks that training knew: the first segments, in this order. */
    public List<String> tasks() {
        return tasks;
    }

    /** The prompt's kind, from 0: its task where the caller names one that training knew, else its cluster. */
    public int segment(Features features) {
        return look(features).segment();
    }

    /** How many {@link #numbers} there are. */
    public int numbersLength() {
        return projection.size() + centroids.length + tasks.size();
    }

    /** The prompt as learned models weigh it: its {@link Projection}, its cluster and its task (one-hot). */
    public double[] numbers(Features features) {
        return look(features).numbers();
    }

    /** The {@link #numbers} of a prompt without a task in the middle of each cluster. */
    double[][] middles() {
        double[][] middles = new double[centroids.length][];
        for (int c = 0; c < centroids.length; c++) {
            middles[c] = Arrays.copyOf(centroids[c], numbersLength());
            middles[c][projection.size() + c] = 1;
        }
        return middles;
    }

    private Look look(Features features) {
        return look(features, features.hashed());
    }

    /** {@code hashed}: the buckets of these features, which the caller needs, too. */
    Look look(Features features, int[] hashed) {
        double[] projected = projection.of(features, hashed);
        Nearest nearest = nearest(projected);
        double[] numbers = new double[numbersLength()];
        System.arraycopy(projected, 0, numbers, 0, projection.size());
        numbers[projection.size() + nearest.cluster()] = 1;
        int task = tasks.indexOf(features.task());
        if (task >= 0) {
            numbers[projection.size() + centroids.length + task] = 1;
        }
        int segment = task >= 0 ? task : tasks.size() + nearest.cluster();
        return new Look(nearest.cluster(), segment, strangeness(nearest), numbers);
    }

    private double strangeness(Nearest nearest) {
        return nearest.distance() / Math.max(radius[nearest.cluster()], 1e-9);
    }

    private Nearest nearest(double[] point) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centroids.length; c++) {
            double distance = squaredDistance(point, centroids[c], least);
            if (distance < least) {
                least = distance;
                best = c;
            }
        }
        return new Nearest(best, Math.sqrt(least));
    }

    private static double squaredDistance(double[] a, double[] b, double enough) {
        double sum = 0;
        for (int i = 0; i < a.length && sum < enough; i++) {
            double d = a[i] - b[i];
            sum += d * d;
        }
        return sum;
    }

    private record Nearest(int cluster, double distance) {}

    /** Everything that is read off one prompt, so that it is read once. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one prediction and is never compared
    record Look(int cluster, int segment, double strangeness, double[] numbers) {}
}
