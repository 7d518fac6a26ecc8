package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a way to answer reaches on test prompts along the whole range of cost, from the cheapest single model to the
 * strongest: the frontier of its answers to wishes for a cost, of which those between two are mixed by chance.
 */
final class Curve {
    private static final int WISHES = 6;

    private final List<Point> points;
    private final Frontier frontier;
    private final Point weak;
    private final Point strong;

    private Curve(List<Point> points, Point weak, Point strong) {
        this.points = List.copyOf(points);
        this.frontier = Frontier.of(points);
        this.weak = weak;
        this.strong = strong;
    }

    /** Empty where the cheapest model is the strongest, so that there is nothing in between. */
    static Optional<Curve> of(Contender contender, FixedPlans plans, List<RecordedPrompt> test) {
        String cheapest = plans.cheapest();
        Point weak = FixedPlans.mean(test, prompt -> prompt.arm(cheapest));
        Point strong = FixedPlans.mean(test, prompt -> prompt.arm(plans.strongest()));
        if (weak.costPer1000() >= strong.costPer1000()) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>(List.of(weak));
        for (double cost : costs(plans)) {
            points.add(contender.run(new Wish.Cost("curve", cost), test).point());
        }
        return Optional.of(new Curve(points, weak, strong));
    }

    /** Of training prompts, evenly in logarithm. */
    private static List<Double> costs(FixedPlans plans) {
        double low = Math.max(1e-6, plans.at(plans.cheapest()).costPer1000());
        double high = plans.at(plans.strongest()).costPer1000();
        List<Double> costs = new ArrayList<>();
        for (int i = 1; i <= WISHES; i++) {
            costs.add(low * Math.pow(high / low, (double) i / WISHES));
        }
        return costs;
    }

    /** The cheapest single model's, then one for each wish, from low cost to high. */
    List<Point> points() {
        return points;
    }

    /** Mean quality over the range of cost. */
    double aiq() {
        return frontier.meanQuality(
                Math.max(weak.costPer1000(), frontier.corners().getFirst().costPer1000()), strong.costPer1000());
    }

    /** Mean share of the way from the weak model's quality to the strong one's; with two models only. */
    double apgr() {
        return (aiq() - weak.quality()) / (strong.quality() - weak.quality());
    }

    /** The share of the way from the weak model's cost to the strong one's that such a share in quality takes. */
    OptionalDouble cpt(double share) {
        OptionalDouble cost = frontier.costAt(weak.quality() + share * (strong.quality() - weak.quality()));
        return cost.isEmpty()
                ? cost
                : OptionalDouble.of(Math.max(0, cost.getAsDouble() - weak.costPer1000())
                        / (strong.costPer1000() - weak.costPer1000()));
    }
}
