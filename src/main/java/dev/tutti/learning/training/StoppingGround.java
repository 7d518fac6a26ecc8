package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The full-information groups that stop rules are fitted on: every group has an answer of every one of {@code models},
 * which are counted from 0 in their order, and is in one of so many segments, of which the first {@code tasks} have rules
 * that lean their own way.
 */
final class StoppingGround {
    static final int NO_FOLD = -1;
    private static final double LEAST_WEIGHT = 0.05;

    private final List<PromptGroup> groups;
    private final SortedSet<ModelId> models;
    private final int folds;
    private final Reliability reliability;
    private final PromptClusters clusters;
    private final int[] segments;
    /** Of each group, and of each group and model: asked for millions of times, and slow to look up. */
    private final int[] foldOf;

    private final Map<ModelId, double[]> costs = new HashMap<>();

    StoppingGround(List<PromptGroup> groups, SortedSet<ModelId> models, int folds, PromptClusters clusters) {
        this.groups = List.copyOf(groups);
        this.models = models;
        this.folds = folds;
        this.reliability = logOdds(this.groups, models);
        this.clusters = clusters;
        this.segments = groups.stream()
                .mapToInt(group -> clusters.segment(group.features()))
                .toArray();
        this.foldOf = groups.stream()
                .mapToInt(group -> Folds.of(group.promptHash(), folds))
                .toArray();
        for (ModelId model : models) {
            costs.put(
                    model,
                    groups.stream()
                            .mapToDouble(group -> group.of(model).cost().toDouble())
                            .toArray());
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
            weights.put(model, kept(Math.log(right / (all - right))));
        }
        return Reliability.of(weights);
    }

    /** Above 0, and rising: voices of equal weight would tie, and a tie is decided by who was asked first. */
    private static double kept(double logOdds) {
        return logOdds >= LEAST_WEIGHT ? logOdds : LEAST_WEIGHT * Math.exp(logOdds - LEAST_WEIGHT);
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
        return foldOf[index];
    }

    int segment(int index) {
        return segments[index];
    }

    int segments() {
        return clusters.segments();
    }

    int tasks() {
        return clusters.tasks().size();
    }

    Reliability reliability() {
        return reliability;
    }

    /** The models of these numbers. */
    List<ModelId> named(List<Integer> numbers) {
        List<ModelId> all = List.copyOf(models);
        return numbers.stream().map(all::get).toList();
    }

    /** USD of a call of a model. */
    double cost(int group, ModelId model) {
        return Objects.requireNonNull(costs.get(model))[group];
    }
}
