package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tutti.sense.feature.Features;

/**
 * A prompt as a point: its dense features, standardised and clipped to +-4, then what its words are about ({@link LatentTopics}).
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY, getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Projection {
    private static final double CLIP = 4;

    private final int schema;
    private final double[] mean;
    private final double[] scale;
    private final LatentTopics topics;

    @JsonCreator
    public Projection(
            @JsonProperty("schema") int schema,
            @JsonProperty("mean") double[] mean,
            @JsonProperty("scale") double[] scale,
            @JsonProperty("topics") LatentTopics topics) {
        if (mean.length != scale.length) {
            throw new IllegalArgumentException(
                    "a projection has a scale for each mean, had " + mean.length + " and " + scale.length);
        }
        this.schema = schema;
        this.mean = mean.clone();
        this.scale = scale.clone();
        this.topics = topics;
    }

    public boolean understands(Features features) {
        return features.schema() == schema && features.denseSize() == mean.length;
    }

    public int size() {
        return mean.length + topics.size();
    }

    /** {@link IllegalArgumentException} when the features are of another schema. */
    public double[] of(Features features) {
        return of(features, features.hashed());
    }

    /** {@code hashed}: the buckets of these features. */
    double[] of(Features features, int[] hashed) {
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
        System.arraycopy(topics.of(hashed), 0, point, dense.length, topics.size());
        return point;
    }
}
