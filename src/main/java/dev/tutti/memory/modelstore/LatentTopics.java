package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * What a prompt's n-grams say it is about, in a few numbers: latent semantic analysis (Deerwester et al. 1990). A prompt is
 * the sum of its known buckets' {@code loadings}, each weighed by how rare its bucket is ({@code rarity}, the inverse
 * document frequency), as a prompt of length 1; from that the training's {@code mean} is taken, and the rest is scaled.
 * Prompts of like words lie near each other, however many of their words they do not share.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY, getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class LatentTopics {
    /** No schema has more; a bucket beyond it is not ours. */
    private static final int MOST_BUCKETS = 1 << 20;

    /** Of texts that say nothing: too few, or all alike. */
    public static final LatentTopics NONE =
            new LatentTopics(new int[0], new double[0], new double[0][], new double[0], 1);

    private final int[] buckets;
    private final double[] rarity;
    private final double[][] loadings;
    private final double[] mean;
    private final double scale;
    /** By bucket, one more than its place in {@link #buckets}; 0 for an unknown one. Searching would take most of the time. */
    @JsonIgnore
    private final int[] places;

    /** {@code buckets} ascend; for each a rarity and as many loadings as {@code mean} has numbers. */
    @JsonCreator
    public LatentTopics(
            @JsonProperty("buckets") int[] buckets,
            @JsonProperty("rarity") double[] rarity,
            @JsonProperty("loadings") double[][] loadings,
            @JsonProperty("mean") double[] mean,
            @JsonProperty("scale") double scale) {
        if (rarity.length != buckets.length || loadings.length != buckets.length) {
            throw new IllegalArgumentException("topics have a rarity and loadings for each of " + buckets.length
                    + " buckets, had " + rarity.length + " and " + loadings.length);
        }
        for (int i = 0; i < buckets.length; i++) {
            if (loadings[i].length != mean.length || (i > 0 && buckets[i] <= buckets[i - 1])) {
                throw new IllegalArgumentException("topics' buckets ascend, each with " + mean.length
                        + " loadings: bucket " + buckets[i] + " has " + loadings[i].length);
            }
        }
        this.buckets = buckets.clone();
        this.rarity = rarity.clone();
        this.loadings = Arrays.stream(loadings).map(double[]::clone).toArray(double[][]::new);
        this.mean = mean.clone();
        this.scale = scale;
        this.places = places(buckets);
    }

    private static int[] places(int[] buckets) {
        if (buckets.length == 0) {
            return new int[0];
        }
        int last = buckets[buckets.length - 1];
        if (buckets[0] < 0 || last >= MOST_BUCKETS) {
            throw new IllegalArgumentException(
                    "topics' buckets are 0 to " + MOST_BUCKETS + ", exclusive, were " + buckets[0] + " to " + last);
        }
        int[] places = new int[last + 1];
        for (int i = 0; i < buckets.length; i++) {
            places[buckets[i]] = i + 1;
        }
        return places;
    }

    /** The same words, seen from another middle and at another scale. */
    public LatentTopics around(double[] middle, double times) {
        return new LatentTopics(buckets, rarity, loadings, middle, times);
    }

    /** How many numbers a prompt has here. */
    public int size() {
        return mean.length;
    }

    /** {@code hashed}: the prompt's occupied buckets. All 0 for a prompt of unknown words alone. */
    public double[] of(int[] hashed) {
        double[] sum = new double[mean.length];
        double length = 0;
        for (int bucket : hashed) {
            int place = bucket < places.length ? places[bucket] - 1 : -1;
            if (place >= 0) {
                double weight = rarity[place];
                length += weight * weight;
                add(loadings[place], weight, sum);
            }
        }
        if (length == 0) {
            return sum;
        }
        double shorter = 1 / Math.sqrt(length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (sum[i] * shorter - mean[i]) * scale;
        }
        return sum;
    }

    private static void add(double[] loading, double weight, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += weight * loading[i];
        }
    }
}
