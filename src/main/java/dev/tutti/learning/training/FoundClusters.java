package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.sense.feature.Features;
import java.util.IdentityHashMap;

/** The cluster of each prompt of a training, found once: it is asked for by each row and by each stage. For one thread. */
final class FoundClusters {
    private final PromptClusters clusters;
    /** The very same features: comparing hundreds of numbers costs what it would save. */
    private final IdentityHashMap<Features, Integer> found = new IdentityHashMap<>();

    FoundClusters(PromptClusters clusters) {
        this.clusters = clusters;
    }

    int of(Features features) {
        return found.computeIfAbsent(features, clusters::cluster);
    }

    /** How many clusters there are. */
    int size() {
        return clusters.size();
    }
}
