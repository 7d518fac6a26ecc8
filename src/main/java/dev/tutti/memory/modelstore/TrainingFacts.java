package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.FeatureSchema;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a release was trained on and how it did: the window of its outcomes, how many rows, labels and prompts, the seed,
 * the feature schema, and figures by name.
 */
public record TrainingFacts(
        TrainedOn trainedOn,
        Optional<Instant> from,
        Optional<Instant> until,
        long rows,
        long labels,
        long prompts,
        long seed,
        FeatureSchema features,
        SortedMap<String, Double> metrics) {
    public TrainingFacts {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
