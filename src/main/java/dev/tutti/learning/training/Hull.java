package dev.tutti.learning.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The upper left edge of things that cost and score: what no mix of the others beats at its cost. */
public final class Hull {
    private Hull() {}

    /** Those on the hull, cheapest first; cost and score both rise. */
    public static <T> List<T> of(List<T> things, ToDoubleFunction<T> cost, ToDoubleFunction<T> score) {
        List<T> hull = new ArrayList<>();
        things.stream()
                .sorted(Comparator.comparingDouble(cost)
                        .thenComparing(Comparator.comparingDouble(score).reversed()))
                .forEach(next -> {
                    boolean dominated =
                            !hull.isEmpty() && score.applyAsDouble(hull.getLast()) >= score.applyAsDouble(next);
                    if (!dominated) {
                        while (hull.size() > 1 && below(hull.get(hull.size() - 2), hull.getLast(), next, cost, score)) {
                            hull.removeLast();
                        }
                        hull.add(next);
                    }
                });
        return List.copyOf(hull);
    }

    private static <T> boolean below(T left, T middle, T right, ToDoubleFunction<T> cost, ToDoubleFunction<T> score) {
        double run = cost.applyAsDouble(right) - cost.applyAsDouble(left);
        double rise = score.applyAsDouble(right) - score.applyAsDouble(left);
        double at = cost.applyAsDouble(middle) - cost.applyAsDouble(left);
        return (score.applyAsDouble(middle) - score.applyAsDouble(left)) * run <= rise * at;
    }
}
