package dev.tutti.sense.feature;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is read off a request before any model is called, under a schema version. {@code dense} holds the numbers that
 * {@link FeatureSchema} names, in its order; {@code hashed} the occupied buckets of hashed word and character n-grams,
 * ascending and without repeats. {@code task} is the caller's tag, or empty.
 *
 * <p>The JSON form ({@code schema}, {@code task}, {@code dense}, {@code hashed} as {@link PackedBuckets}) is a format on
 * disk of about 600 characters, and exact. In memory the buckets are as packed as there and the numbers are counted in
 * ten-thousandths where that is exact, since a training holds those of a million prompts.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.NONE,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public final class Features {
    private final int schema;
    private final String task;
    private final DenseNumbers dense;
    private final PackedBuckets hashed;

    public Features(int schema, String task, double[] dense, int[] hashed) {
        this(schema, task, dense, PackedBuckets.of(hashed));
    }

    private Features(int schema, String task, double[] dense, PackedBuckets hashed) {
        this.schema = schema;
        this.task = task;
        this.dense = DenseNumbers.of(dense);
        this.hashed = hashed;
    }

    @JsonCreator
    static Features of(
            @JsonProperty(value = "schema", required = true) int schema,
            @JsonProperty(value = "task", required = true) String task,
            @JsonProperty(value = "dense", required = true) double[] dense,
            @JsonProperty(value = "hashed", required = true) String hashed) {
        return new Features(schema, task, dense, PackedBuckets.ofText(hashed));
    }

    /** The buckets as the JSON form has them. */
    @JsonProperty("hashed")
    public String packed() {
        return hashed.toText();
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
        return dense.toArray();
    }

    /** How many numbers {@link #dense} has. */
    public int denseSize() {
        return dense.size();
    }

    /** A copy; bucket numbers from 0 to the schema's number of buckets, exclusive. */
    public int[] hashed() {
        return hashed.toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Features that
                && schema == that.schema
                && task.equals(that.task)
                && dense.equals(that.dense)
                && hashed.equals(that.hashed);
    }

    @Override
    public int hashCode() {
        return 31 * dense.hashCode() + hashed.hashCode();
    }
}
