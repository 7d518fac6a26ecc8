package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Several samples of one model in parallel, then one answer made of them (arXiv 2502.00674). 2 to 16 samples; the most
 * that may be asked for where they are {@code adaptive}.
 */
public record SelfMoa(
        ModelId model,
        int samples,
        Aggregation aggregation,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Adaptive> adaptive)
        implements Plan {
    public static final int MOST_SAMPLES = 16;

    public SelfMoa {
        if (samples < 2 || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException("self-moa takes 2 to " + MOST_SAMPLES + " samples, was " + samples);
        }
        adaptive.ifPresent(rule -> rule.requirePlan("self-moa", samples, aggregation));
    }

    /** All the samples, at once. */
    public SelfMoa(ModelId model, int samples, Aggregation aggregation) {
        this(model, samples, aggregation, Optional.empty());
    }

    @Override
    public Strategy strategy() {
        return Strategy.SELF_MOA;
    }

    @Override
    public SortedSet<ModelId> models() {
        SortedSet<ModelId> all = new TreeSet<>(List.of(model));
        aggregation.caller().ifPresent(all::add);
        return all;
    }

    @Override
    public String notation() {
        String until = adaptive.map(Adaptive::notation).orElse("");
        return "self-moa(" + samples + " x " + model + until + " | " + aggregation.notation() + ")";
    }
}
