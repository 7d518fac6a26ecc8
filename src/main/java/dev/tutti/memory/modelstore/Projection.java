package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tutti.sense.feature.Features;

/**
 * A prompt as a point: its dense features, standardised and clipped to +-4, then its hashed n-grams folded by sign into a
 * few more numbers, so that prompts of like words lie near each other.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY, getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Projection {
    private static final double CLIP = 4;
    /** Together the folded numbers of a prompt weigh like this many dense ones. */
    private static final double FOLDED_WEIGHT = 2;

    private final int schema;
    private final double[] mean;
    private final double[] scale;
    private final int folds;

    @JsonCreator
    public Projection(
            @JsonProperty("schema") int schema,
            @JsonProperty("mean") double[] mean,
            @JsonProperty("scale") double[] scale,
            @JsonProperty("folds") int folds) {
        if (mean.length != scale.length || folds < 1) {
            throw new IllegalArgumentException("a projection has a scale for each mean and at least 1 fold, had "
                    + mean.length + ", " + scale.length + ", " + folds);
        }
        this.schema = schema;
        this.mean = mean.clone();
        this.scale = scale.clone();
        this.folds = folds;
    }

    public boolean understands(Features features) {
        return features.schema() == schema && features.dense().length == mean.length;
    }

    public int denseSize() {
        return mean.length;
    }

    public int size() {
        return mean.length + folds;
    }

    /** {@link IllegalArgumentException} when the features are of another schema. */
    public double[] of(Features features) {
        double[] dense = features.dense();
        if (features.schema() != schema || dense.length != mean.length) {
            throw new IllegalArgumentException("features of schema " + schema + " with " + mean.length
                    + " numbers are wanted, were " + features.schema() + " with " + dense.length);
        }
        double[] point = new double[size()];
        for (int i = 0; i < dense.length; i++) {
            double z = scale[i] > 0 ? (dense[i] - mean[i]) / scale[i] : 0;
            point[i] = Math.clamp(z, -CLIP, CLIP);
        }
        fold(features.hashed(), point);
        return point;
    }

    private void fold(int[] buckets, double[] point) {
        double each = FOLDED_WEIGHT / Math.sqrt(Math.max(1, buckets.length));
        for (int bucket : buckets) {
            long mixed = mix(bucket);
            int fold = (int) Long.remainderUnsigned(mixed >>> 1, folds);
            point[mean.length + fold] += (mixed & 1) == 0 ? each : -each;
        }
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long z) {
        long a = (z + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
