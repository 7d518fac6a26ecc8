package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The full-information groups that stop rules are fitted on: every group has an answer of every one of {@code models}.
 * Holds the prefixes asked for last, since orders tried one after another begin alike. Not safe for threads.
 */
final class StoppingGround {
    static final int NO_FOLD = -1;
    private static final int PREFIXES_HELD = 200;

    private final List<PromptGroup> groups;
    private final SortedSet<ModelId> models;
    private final int folds;
    private final Reliability reliability;
    private final List<double[]> promptNumbers;
    private final Map<List<ModelId>, Prefix> prefixes = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<ModelId>, Prefix> eldest) {
            return size() > PREFIXES_HELD;
        }
    };

    StoppingGround(
            List<PromptGroup> groups, SortedSet<ModelId> models, int folds, Function<PromptGroup, double[]> numbers) {
        this.groups = List.copyOf(groups);
        this.models = models;
        this.folds = folds;
        this.reliability = logOdds(this.groups, models);
        this.promptNumbers = new ArrayList<>();
        for (PromptGroup group : groups) {
            promptNumbers.add(numbers.apply(group));
        }
    }

    /** Log-odds of each model's mean score, which is how independent voices are best weighed; kept above 0. */
    static Reliability logOdds(List<PromptGroup> groups, SortedSet<ModelId> models) {
        SortedMap<ModelId, Double> weights = new TreeMap<>();
        for (ModelId model : models) {
            double right = 1;
            double all = 2;
            for (PromptGroup group : groups) {
                right += group.weight() * group.of(model).score();
                all += group.weight();
            }
            weights.put(model, Math.max(0.05, Math.log(right / (all - right))));
        }
        return Reliability.of(weights);
    }

    int size() {
        return groups.size();
    }

    int folds() {
        return folds;
    }

    SortedSet<ModelId> models() {
        return models;
    }

    PromptGroup group(int index) {
        return groups.get(index);
    }

    int fold(int index) {
        return Folds.of(groups.get(index).promptHash(), folds);
    }

    double[] promptNumbers(int index) {
        return promptNumbers.get(index);
    }

    Reliability reliability() {
        return reliability;
    }

    /** The first answers of an order. */
    Prefix prefix(List<ModelId> order) {
        List<ModelId> key = List.copyOf(order);
        Prefix held = prefixes.get(key);
        if (held == null) {
            held = Prefix.of(this, key);
            prefixes.put(key, held);
        }
        return held;
    }
}
