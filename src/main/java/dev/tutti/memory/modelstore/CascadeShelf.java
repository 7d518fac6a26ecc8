package dev.tutti.memory.modelstore;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The learned cascades: folded into plans for a prompt, and found again when such a plan is to be scored. */
final class CascadeShelf {
    /** What stays the same when a prompt is folded in. */
    private record Key(List<ModelId> order, double mu) {}

    private final List<LearnedCascade> cascades;
    private final Map<Key, LearnedCascade.StopPoint> points = new HashMap<>();

    CascadeShelf(List<LearnedCascade> cascades) {
        this.cascades = cascades;
        for (LearnedCascade cascade : cascades) {
            cascade.points().forEach(point -> points.put(new Key(cascade.order(), point.mu()), point));
        }
    }

    List<Plan> fold(PromptView prompt) {
        List<Plan> plans = new ArrayList<>();
        for (LearnedCascade cascade : cascades) {
            for (LearnedCascade.StopPoint point : cascade.points()) {
                plans.add(fold(cascade, point, prompt));
            }
        }
        return plans;
    }

    private static Cascade fold(LearnedCascade cascade, LearnedCascade.StopPoint point, PromptView prompt) {
        List<Step> steps = cascade.order().stream().<Step>map(Step.Ask::new).toList();
        List<StopRule.Linear> rules = point.continuation().stream()
                .map(rule ->
                        new StopRule.Linear(rule.intercept() + dot(rule.prompt(), prompt.numbers()), rule.evidence()))
                .toList();
        return new Cascade(
                steps,
                new StopRule.Regression(cascade.evidenceVersion(), point.mu(), rules),
                cascade.reliability(),
                falling(point.outlook(prompt.cluster()).reach()));
    }

    private static double dot(List<Double> weights, double[] numbers) {
        return IntStream.range(0, Math.min(weights.size(), numbers.length))
                .mapToDouble(i -> weights.get(i) * numbers[i])
                .sum();
    }

    /** Shrinking may leave a rounding error between steps; a plan's reach never rises and starts at 1. */
    private static List<Double> falling(List<Double> reach) {
        List<Double> fixed = new ArrayList<>();
        double before = 1;
        for (int i = 0; i < reach.size(); i++) {
            before = i == 0 ? 1 : Math.clamp(reach.get(i), 0, before);
            fixed.add(before);
        }
        return fixed;
    }

    /** What held-out prompts of this cluster brought under the rule that this plan was folded from. */
    Optional<LearnedCascade.Outlook> outlook(Plan plan, int cluster) {
        if (!(plan instanceof Cascade cascade) || !(cascade.rule() instanceof StopRule.Regression rule)) {
            return Optional.empty();
        }
        Key key = new Key(PlanDescriptors.asked(cascade), rule.mu());
        return Optional.ofNullable(points.get(key)).map(point -> point.outlook(cluster));
    }
}
