package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What a way to answer reaches on test prompts along the whole range of cost, from the cheapest single model to the
 * strongest: the frontier of its answers to wishes for a cost, of which those between two are mixed by chance.
 */
final class Curve {
    private static final int WISHES = 6;

    private final List<Contender.Result> answers;
    private final Contender.Result strongest;
    private final List<Point> points;
    private final Frontier frontier;
    private final Point weak;
    private final Point strong;

    /** {@code answers}: the cheapest single model's, then those to one wish each. */
    private Curve(List<Contender.Result> answers, Contender.Result strongest) {
        this.answers = List.copyOf(answers);
        this.strongest = strongest;
        this.points = answers.stream().map(Contender.Result::point).toList();
        this.frontier = Frontier.of(points);
        this.weak = points.getFirst();
        this.strong = strongest.point();
    }

    /** Empty where the cheapest model is the strongest, so that there is nothing in between. */
    static Optional<Curve> of(Contender contender, FixedPlans plans, List<RecordedPrompt> test) {
        String cheapest = plans.cheapest();
        Contender.Result weak = FixedPlans.outcomes(test, prompt -> prompt.arm(cheapest));
        Contender.Result strong = FixedPlans.outcomes(test, prompt -> prompt.arm(plans.strongest()));
        if (weak.point().costPer1000() >= strong.point().costPer1000()) {
            return Optional.empty();
        }
        List<Contender.Result> answers = new ArrayList<>(List.of(weak));
        for (double cost : costs(plans)) {
            answers.add(contender.run(new Wish.Cost("curve", cost), test));
        }
        return Optional.of(new Curve(answers, strong));
    }

    /** Of the prompts of all folds. */
    static Curve pooled(List<Curve> folds) {
        List<Contender.Result> answers = IntStream.range(
                        0, folds.getFirst().answers.size())
                .mapToObj(i -> Contender.Result.pooled(
                        folds.stream().map(fold -> fold.answers.get(i)).toList()))
                .toList();
        return new Curve(
                answers,
                Contender.Result.pooled(
                        folds.stream().map(fold -> fold.strongest).toList()));
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

    /** How many prompts were asked. */
    int prompts() {
        return strongest.answers().size();
    }

    /** Mean quality over the range of cost. */
    double aiq() {
        return aiq(points, frontier, strong);
    }

    /** The same over these prompts alone, some of them more than once. */
    double aiq(int[] drawn) {
        List<Point> there = answers.stream().map(result -> result.point(drawn)).toList();
        return aiq(there, Frontier.of(there), strongest.point(drawn));
    }

    private static double aiq(List<Point> points, Frontier frontier, Point strong) {
        double low = Math.max(
                points.getFirst().costPer1000(), frontier.corners().getFirst().costPer1000());
        return frontier.meanQuality(low, strong.costPer1000());
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
