package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tutti.words.chat.ModelId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The weight of each model's voice in a count of answers: finite, above 0; a model not named in it weighs 1. */
public record Reliability(@JsonValue SortedMap<ModelId, Double> weights) {
    public static final Reliability EQUAL = new Reliability(Map.of());

    @JsonCreator
    public static Reliability of(Map<ModelId, Double> weights) {
        return new Reliability(weights);
    }

    private Reliability(Map<ModelId, Double> weights) {
        this(new TreeMap<>(weights));
    }

    public Reliability {
        weights.forEach((model, weight) -> {
            if (!(weight > 0) || weight.isInfinite()) {
                throw new IllegalArgumentException("a voice's weight is above 0, was " + weight + " for " + model);
            }
        });
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    public double of(ModelId model) {
        return weights.getOrDefault(model, 1.0);
    }
}
