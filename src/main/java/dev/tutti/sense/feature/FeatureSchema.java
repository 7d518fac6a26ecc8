package dev.tutti.sense.feature;

import java.util.List;

/** The names and number of features, under a version that rises with any change of their meaning. */
public record FeatureSchema(int version, List<String> dense, int buckets) {
    public FeatureSchema {
        dense = List.copyOf(dense);
    }
}
