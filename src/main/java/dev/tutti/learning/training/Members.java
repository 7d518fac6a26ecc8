package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which models ensembles may be made of: of those that enough groups have together, the nearest to the best one at some
 * price of a dollar.
 */
final class Members {
    /** A model that is worse by more than this and no cheaper has nothing to say first. */
    private static final double CLEARLY = 0.02;

    private Members() {}

    /** Without those that another model clearly beats at no higher cost. */
    static SortedSet<ModelId> unbeaten(List<PromptGroup> groups, int minGroups, int most) {
        List<Figure> figures = figures(groups, minGroups);
        return nearest(
                figures.stream()
                        .filter(figure -> figures.stream().noneMatch(other -> other.clearlyBeats(figure)))
                        .toList(),
                figures,
                most);
    }

    /** With them: one that is beaten on average may be the best where others fail. */
    static SortedSet<ModelId> nearest(List<PromptGroup> groups, int minGroups, int most) {
        List<Figure> figures = figures(groups, minGroups);
        return nearest(figures, figures, most);
    }

    private static List<Figure> figures(List<PromptGroup> groups, int minGroups) {
        SortedSet<ModelId> together = together(groups, minGroups);
        List<PromptGroup> full =
                groups.stream().filter(group -> group.has(together)).toList();
        return together.stream().map(model -> figure(model, full)).toList();
    }

    private static SortedSet<ModelId> nearest(List<Figure> some, List<Figure> figures, int most) {
        TreeSet<ModelId> kept = new TreeSet<>();
        some.stream()
                .sorted(Comparator.comparingDouble((Figure figure) -> gap(figure, figures))
                        .thenComparing(Figure::model))
                .limit(most)
                .forEach(figure -> kept.add(figure.model()));
        return Collections.unmodifiableSortedSet(kept);
    }

    /** Drops the model seen least until enough groups have all that are left. */
    private static SortedSet<ModelId> together(List<PromptGroup> groups, int minGroups) {
        TreeMap<ModelId, Integer> seen = new TreeMap<>();
        groups.forEach(group -> group.answers().models().forEach(model -> seen.merge(model, 1, Integer::sum)));
        seen.values().removeIf(count -> count < minGroups);
        SortedSet<ModelId> left = new TreeSet<>(seen.keySet());
        while (!left.isEmpty()
                && groups.stream().filter(group -> group.has(left)).count() < minGroups) {
            left.remove(Collections.min(left, Comparator.comparing(seen::get)));
        }
        return left;
    }

    /** How far the model is, at the price of a dollar that suits it best, from the best model at that price. */
    private static double gap(Figure figure, List<Figure> all) {
        double dearest = all.stream().mapToDouble(Figure::cost).max().orElseThrow();
        return Arrays.stream(Prices.grid(dearest))
                .map(price -> all.stream()
                                .mapToDouble(other -> other.value(price))
                                .max()
                                .orElseThrow()
                        - figure.value(price))
                .min()
                .orElseThrow();
    }

    private static Figure figure(ModelId model, List<PromptGroup> groups) {
        double score = 0;
        double cost = 0;
        double weight = 0;
        for (PromptGroup group : groups) {
            score += group.weight() * group.of(model).score();
            cost += group.weight() * group.of(model).cost().toDouble();
            weight += group.weight();
        }
        return new Figure(model, score / weight, cost / weight);
    }

    private record Figure(ModelId model, double score, double cost) {
        double value(double price) {
            return score - price * cost;
        }

        boolean clearlyBeats(Figure that) {
            return cost <= that.cost && score > that.score + CLEARLY;
        }
    }
}
