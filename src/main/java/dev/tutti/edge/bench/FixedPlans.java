package dev.tutti.edge.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What can be had without looking at the prompt, at its point on training prompts: what a router has to beat. */
final class FixedPlans {
    /** Rules over more models than the strongest of these never came out best, and there are cubically many. */
    private static final int MODELS_IN_RULES = 16;

    private final List<RecordedPrompt> training;
    private final List<String> models;
    private final List<String> votes;
    private final Map<String, Point> arms = new LinkedHashMap<>();

    FixedPlans(RecordedSet set, List<RecordedPrompt> training) {
        this.training = training;
        this.models = set.models();
        this.votes = set.votes();
        for (String arm : set.models()) {
            arms.put(arm, mean(training, prompt -> prompt.arm(arm)));
        }
        for (String arm : set.votes()) {
            arms.put(arm, mean(training, prompt -> prompt.arm(arm)));
        }
    }

    /** The single model of the highest training quality, the cheaper of equals. */
    String strongest() {
        return strongest(models).orElseThrow();
    }

    /** The same of recorded votes, where there are any. */
    Optional<String> strongestVote() {
        return strongest(votes);
    }

    private Optional<String> strongest(List<String> of) {
        return of.stream()
                .max(Comparator.<String>comparingDouble(arm -> at(arm).quality())
                        .thenComparingDouble(arm -> -at(arm).costPer1000()));
    }

    List<String> models() {
        return models;
    }

    List<RecordedPrompt> training() {
        return training;
    }

    /**
     * The point on all training prompts that a result on some of them stands for: corrected by what the strongest model
     * reaches on all and on these, since a few prompts may be easy or dear by chance.
     */
    Point onAll(List<RecordedPrompt> some, Contender.Result result) {
        String model = strongest();
        Point there = mean(some, prompt -> prompt.arm(model));
        Point strongest = at(model);
        Point point = result.point();
        double share = there.costPer1000() > 0 ? strongest.costPer1000() / there.costPer1000() : 1;
        return new Point(point.quality() + strongest.quality() - there.quality(), point.costPer1000() * share);
    }

    String cheapest() {
        return models.stream()
                .min(Comparator.comparingDouble(model -> at(model).costPer1000()))
                .orElseThrow();
    }

    Point at(String arm) {
        Point point = arms.get(arm);
        if (point == null) {
            throw new IllegalArgumentException("no arm " + arm);
        }
        return point;
    }

    /** Models and recorded votes, each with its training point. */
    Map<String, Point> arms() {
        return Map.copyOf(arms);
    }

    /** Every rule "when two models agree take their answer, else ask a third", at its training point. */
    Map<AgreementRule, Point> agreementRules() {
        List<String> useful = models.stream()
                .sorted(Comparator.comparingDouble((String model) -> at(model).quality())
                        .reversed())
                .limit(MODELS_IN_RULES)
                .toList();
        Map<AgreementRule, Point> rules = new LinkedHashMap<>();
        for (String first : useful) {
            for (String second : useful) {
                for (String last : useful) {
                    if (first.compareTo(second) < 0 && !last.equals(first) && !last.equals(second)) {
                        AgreementRule rule = new AgreementRule(first, second, last);
                        rules.put(rule, mean(training, rule::outcome));
                    }
                }
            }
        }
        return rules;
    }

    static Point mean(List<RecordedPrompt> prompts, Function<RecordedPrompt, RecordedPrompt.Arm> of) {
        return outcomes(prompts, of).point();
    }

    static Contender.Result outcomes(List<RecordedPrompt> prompts, Function<RecordedPrompt, RecordedPrompt.Arm> of) {
        return new Contender.Result(prompts.stream()
                .map(of)
                .map(arm -> new Contender.Scored(arm.quality(), arm.costUsd()))
                .toList());
    }
}
