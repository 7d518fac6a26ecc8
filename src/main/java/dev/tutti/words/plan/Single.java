package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** One call of one model, with the caller's own parameters. */
public record Single(ModelId model) implements Plan {
    @Override
    public Strategy strategy() {
        return Strategy.SINGLE;
    }

    @Override
    public SortedSet<ModelId> models() {
        return new TreeSet<>(List.of(model));
    }

    @Override
    public String notation() {
        return "single(" + model + ")";
    }
}
