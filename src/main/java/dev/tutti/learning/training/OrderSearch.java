package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A beam search for orders of 2 to {@link #LONGEST} models that are worth stopping in: from all pairs, a model is put in
 * at each place, the best orders under each price of a dollar are kept, and so on. Orders are compared by what their
 * rules bring out of fold, inside the training rows.
 */
final class OrderSearch {
    static final int LONGEST = 4;
    private static final int KEPT_PER_PRICE = 3;

    private final StoppingGround ground;
    private final double penalty;
    private final double[] prices;
    private final BooleanSupplier cancelled;
    private final Set<List<ModelId>> tried = new HashSet<>();

    OrderSearch(StoppingGround ground, double penalty, double[] prices, BooleanSupplier cancelled) {
        this.ground = ground;
        this.penalty = penalty;
        this.prices = prices.clone();
        this.cancelled = cancelled;
    }

    /** The best orders of each length under each price, each once. Ends early, with what it has, when cancelled. */
    List<List<ModelId>> search() {
        Set<List<ModelId>> found = new LinkedHashSet<>();
        List<List<ModelId>> beam = best(pairs());
        found.addAll(beam);
        for (int length = 3; length <= Math.min(LONGEST, ground.models().size()); length++) {
            beam = best(longer(beam));
            found.addAll(beam);
        }
        return List.copyOf(found);
    }

    private List<List<ModelId>> pairs() {
        List<List<ModelId>> pairs = new ArrayList<>();
        for (ModelId first : ground.models()) {
            for (ModelId second : ground.models()) {
                if (!first.equals(second)) {
                    pairs.add(List.of(first, second));
                }
            }
        }
        return pairs;
    }

    private List<List<ModelId>> longer(List<List<ModelId>> beam) {
        Set<List<ModelId>> longer = new LinkedHashSet<>();
        for (List<ModelId> order : beam) {
            for (ModelId model : ground.models()) {
                for (int place = 0; !order.contains(model) && place <= order.size(); place++) {
                    List<ModelId> child = new ArrayList<>(order);
                    child.add(place, model);
                    longer.add(List.copyOf(child));
                }
            }
        }
        // Neighbours share prefixes.
        return longer.stream().sorted(Comparator.comparing(List::toString)).toList();
    }

    private List<List<ModelId>> best(List<List<ModelId>> orders) {
        List<OrderPoint> points = new ArrayList<>();
        for (List<ModelId> order : orders) {
            if (!cancelled.getAsBoolean() && tried.add(order)) {
                points.addAll(points(order, prices));
            }
        }
        Set<List<ModelId>> best = new LinkedHashSet<>();
        for (double price : prices) {
            points.stream()
                    .filter(point -> point.mu() == price)
                    .sorted(Comparator.comparingDouble((OrderPoint point) -> -point.value(price)))
                    .limit(KEPT_PER_PRICE)
                    .forEach(point -> best.add(point.order()));
        }
        return List.copyOf(best);
    }

    /** What the order brings out of fold, at each mu. */
    List<OrderPoint> points(List<ModelId> order, double[] mus) {
        List<Realised> realised = new StopRuleTrainer(ground, order, penalty).crossValidate(mus);
        List<OrderPoint> points = new ArrayList<>();
        for (int m = 0; m < mus.length; m++) {
            Realised at = realised.get(m);
            points.add(new OrderPoint(order, mus[m], at.meanScore(), at.meanCost()));
        }
        return points;
    }
}
