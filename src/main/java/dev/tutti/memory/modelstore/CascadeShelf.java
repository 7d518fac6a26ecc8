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
                .map(rule -> new StopRule.Linear(rule.onPrompt(prompt.numbers()), rule.evidence()))
                .toList();
        return new Cascade(
                steps,
                new StopRule.Regression(cascade.evidenceVersion(), point.mu(), rules),
                cascade.reliability(),
                point.reachOn(prompt.numbers()));
    }

    /** What to expect on the prompt of the rule that this plan was folded from; empty for any other plan. */
    Optional<Expected> expected(Plan plan, PromptView prompt) {
        if (!(plan instanceof Cascade cascade) || !(cascade.rule() instanceof StopRule.Regression rule)) {
            return Optional.empty();
        }
        Key key = new Key(PlanDescriptors.asked(cascade), rule.mu());
        return Optional.ofNullable(points.get(key))
                .map(point -> new Expected(
                        point.scoreOn(prompt.numbers()), point.promptsLike(prompt.cluster()), point.all()));
    }

    /** An expected score, how many held-out prompts like this one it rests on, and what came of all of them. */
    record Expected(double score, double prompts, LearnedCascade.Outlook all) {}
}
