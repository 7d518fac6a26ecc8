package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Different proposers in parallel, in each further layer seeing all answers of the layer before, then one aggregation
 * (arXiv 2406.04692). {@code layers} counts the aggregator's too: 2 is {@code moa-lite}; 2 to 100 layers, 1 to 16
 * proposers, of which one may stand several times. Where they are {@code adaptive}, of two layers, the proposers are the
 * most that may be asked, in this order.
 */
public record MixedMoa(
        List<ModelId> proposers,
        int layers,
        Aggregation aggregation,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Adaptive> adaptive)
        implements Plan {
    public static final int MOST_PROPOSERS = 16;
    /** A bound against a slip of the pen: the ledger and the deadline end what does not fit. */
    public static final int MOST_LAYERS = 100;

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
        int most = proposers.size();
        adaptive.ifPresent(rule -> rule.requirePlan("mixed-moa", most, aggregation));
        if (adaptive.isPresent() && layers != 2) {
            throw new IllegalArgumentException("mixed-moa with adaptive samples has 2 layers, was " + layers);
        }
    }

    /** All the proposers, at once. */
    public MixedMoa(List<ModelId> proposers, int layers, Aggregation aggregation) {
        this(proposers, layers, aggregation, Optional.empty());
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
        String until = adaptive.map(Adaptive::notation).orElse("");
        return "mixed-moa(" + asked + until + " | " + layers + " layers, " + aggregation.notation() + ")";
    }
}
