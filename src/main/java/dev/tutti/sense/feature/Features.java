package dev.tutti.sense.feature;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * What is read off a request before any model is called, under a schema version. {@code dense} holds the numbers that
 * {@link FeatureSchema} names, in its order; {@code hashed} the occupied buckets of hashed word and character n-grams,
 * ascending and without repeats. {@code task} is the caller's tag, or empty.
 *
 * <p>The JSON form ({@code schema}, {@code task}, {@code dense}, {@code hashed} as {@link PackedBuckets}) is a format on
 * disk of about 600 characters, and exact.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.NONE,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public final class Features {
    private final int schema;
    private final String task;
    private final double[] dense;
    private final int[] hashed;

    public Features(int schema, String task, double[] dense, int[] hashed) {
        this.schema = schema;
        this.task = task;
        this.dense = dense.clone();
        this.hashed = hashed.clone();
        for (double value : dense) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("features are finite numbers, was " + Arrays.toString(dense));
            }
        }
        for (int i = 1; i < hashed.length; i++) {
            if (hashed[i] <= hashed[i - 1]) {
                throw new IllegalArgumentException("hashed buckets ascend without repeats");
            }
        }
    }

    @JsonCreator
    static Features of(
            @JsonProperty(value = "schema", required = true) int schema,
            @JsonProperty(value = "task", required = true) String task,
            @JsonProperty(value = "dense", required = true) double[] dense,
            @JsonProperty(value = "hashed", required = true) String hashed) {
        return new Features(schema, task, dense, PackedBuckets.unpack(hashed));
    }

    @JsonProperty("hashed")
    String packed() {
        return PackedBuckets.pack(hashed);
    }

    @JsonProperty("schema")
    public int schema() {
        return schema;
    }

    @JsonProperty("task")
    public String task() {
        return task;
    }

    /** A copy; as many numbers as the schema names. */
    @JsonProperty("dense")
    public double[] dense() {
        return dense.clone();
    }

    /** A copy; bucket numbers from 0 to the schema's number of buckets, exclusive. */
    public int[] hashed() {
        return hashed.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Features that
                && schema == that.schema
                && task.equals(that.task)
                && Arrays.equals(dense, that.dense)
                && Arrays.equals(hashed, that.hashed);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(dense) + Arrays.hashCode(hashed);
    }
}
