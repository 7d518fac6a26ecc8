package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Several samples of one model in parallel, then one answer made of them (arXiv 2502.00674). 2 to 16 samples. */
public record SelfMoa(ModelId model, int samples, Aggregation aggregation) implements Plan {
    static final int MOST_SAMPLES = 16;

    public SelfMoa {
        if (samples < 2 || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException("self-moa takes 2 to " + MOST_SAMPLES + " samples, was " + samples);
        }
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
        return "self-moa(" + samples + " x " + model + " | " + aggregation.notation() + ")";
    }
}
