package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The best mix of fixed plans: those on the hull of cost and score of the training prompts, tossed between by a coin that
 * looks at no prompt. What a router must beat to be worth having.
 */
final class StaticMix {
    private final List<Fixed> hull;

    private StaticMix(List<Fixed> hull) {
        this.hull = hull;
    }

    /** A fixed plan with what it brought on the mean. */
    record Fixed(Plan plan, double score, double cost) {}

    /** Of these plans and all single models, by what they brought on prompts where all of them can be replayed. */
    static StaticMix of(List<PromptGroup> training, Collection<Plan> others) {
        TreeSet<ModelId> models = new TreeSet<>();
        training.forEach(group -> models.addAll(group.answers().models()));
        List<Plan> plans = new ArrayList<>(others);
        models.forEach(model -> plans.add(new Single(model)));
        List<Fixed> fixed = new ArrayList<>();
        plans.forEach(plan -> fixed(plan, training).ifPresent(fixed::add));
        return of(fixed);
    }

    static StaticMix of(List<Fixed> plans) {
        return new StaticMix(Hull.of(plans, Fixed::cost, Fixed::score));
    }

    private static Optional<Fixed> fixed(Plan plan, List<PromptGroup> groups) {
        double score = 0;
        double cost = 0;
        int count = 0;
        for (PromptGroup group : groups) {
            Optional<ReplayedOutcome> outcome = PlanReplay.replay(plan, group);
            if (outcome.isPresent()) {
                score += outcome.get().score();
                cost += outcome.get().cost().toDouble();
                count++;
            }
        }
        // A plan seen on few of the prompts would be compared on other prompts than the rest.
        return 2 * count < groups.size() || count == 0
                ? Optional.empty()
                : Optional.of(new Fixed(plan, score / count, cost / count));
    }

    boolean empty() {
        return hull.isEmpty();
    }

    /** The single fixed plan with the highest score. */
    Plan best() {
        return hull.getLast().plan();
    }

    /** What one more dollar buys around that cost, in score: the slope of the hull there. */
    double exchange(double cost) {
        for (int i = 1; i < hull.size(); i++) {
            if (cost <= hull.get(i).cost() || i == hull.size() - 1) {
                Fixed left = hull.get(i - 1);
                Fixed right = hull.get(i);
                return cost > right.cost() ? 0 : (right.score() - left.score()) / (right.cost() - left.cost());
            }
        }
        return 0;
    }

    /** The expected score on a prompt of the mix that costs so much on the mean; nothing where it cannot be replayed. */
    Optional<Double> score(PromptGroup group, double cost) {
        return score(plan -> PlanReplay.replay(plan, group).map(ReplayedOutcome::score), cost);
    }

    /** The same with what each plan scores told by a function. */
    Optional<Double> score(Function<Plan, Optional<Double>> scores, double cost) {
        if (hull.isEmpty()) {
            return Optional.empty();
        }
        int right = 0;
        while (right < hull.size() - 1 && hull.get(right).cost() < cost) {
            right++;
        }
        Fixed upper = hull.get(right);
        if (right == 0 || upper.cost() <= cost) {
            return scores.apply(upper.plan());
        }
        Fixed lower = hull.get(right - 1);
        double share = (cost - lower.cost()) / (upper.cost() - lower.cost());
        return scores.apply(upper.plan())
                .flatMap(high -> scores.apply(lower.plan()).map(low -> share * high + (1 - share) * low));
    }
}
