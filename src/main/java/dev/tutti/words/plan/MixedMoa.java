package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Different proposers in parallel, in each further layer seeing all answers of the layer before, then one aggregation
 * (arXiv 2406.04692). {@code layers} counts the aggregator's too: 2 is {@code moa-lite}; 2 to 6 layers, 1 to 16
 * proposers, of which one may stand several times.
 */
public record MixedMoa(List<ModelId> proposers, int layers, Aggregation aggregation) implements Plan {
    private static final int MOST_PROPOSERS = 16;
    private static final int MOST_LAYERS = 6;

    public MixedMoa {
        proposers = List.copyOf(proposers);
        if (proposers.isEmpty() || proposers.size() > MOST_PROPOSERS) {
            throw new IllegalArgumentException(
                    "mixed-moa takes 1 to " + MOST_PROPOSERS + " proposers, was " + proposers.size());
        }
        if (layers < 2 || layers > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "mixed-moa has 2 to " + MOST_LAYERS + " layers, the aggregator's included, was " + layers);
        }
    }

    @Override
    public Strategy strategy() {
        return Strategy.MIXED_MOA;
    }

    @Override
    public SortedSet<ModelId> models() {
        SortedSet<ModelId> all = new TreeSet<>(proposers);
        aggregation.caller().ifPresent(all::add);
        return all;
    }

    @Override
    public String notation() {
        String asked = proposers.stream().map(ModelId::value).collect(Collectors.joining(", "));
        return "mixed-moa(" + asked + " | " + layers + " layers, " + aggregation.notation() + ")";
    }
}
