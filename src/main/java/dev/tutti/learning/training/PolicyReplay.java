package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import dev.tutti.words.plan.WorstCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a router model would have done with a recorded prompt: the same policy as live, choosing by its predictions among
 * the plans that can be replayed (single models and the model's own counted plans), under the targets that held. Time is
 * not replayed: no plan is too slow here.
 */
final class PolicyReplay {
    private final RouterModel model;
    private final Catalogue catalogue;
    private final PolicySettings settings;

    PolicyReplay(RouterModel model, Catalogue catalogue, PolicySettings settings) {
        this.model = model;
        this.catalogue = catalogue;
        this.settings = settings.withoutExploration();
    }

    /** A choice, what was expected of it, and what it would have brought. */
    record Choice(Plan plan, double expected, ReplayedOutcome outcome) {}

    /** Empty where no plan may run under the targets. */
    Optional<Choice> choose(PromptGroup group) {
        List<Candidate> candidates = candidates(group);
        return switch (Policy.champion(candidates, group.targets(), settings)) {
            case PolicyChoice.Chosen chosen -> Optional.of(chosen(chosen.candidate(), group));
            case PolicyChoice.Nothing nothing -> Optional.empty();
        };
    }

    private static Choice chosen(Candidate candidate, PromptGroup group) {
        ReplayedOutcome outcome = PlanReplay.replay(candidate.plan(), group).orElseThrow();
        return new Choice(candidate.plan(), candidate.prediction().quality(), outcome);
    }

    /** Whether what is expected of plans has a part in the choice: not where one alone can be replayed and none is refused. */
    boolean choosesByExpectation(PromptGroup group) {
        return group.targets().whenInfeasible() == WhenInfeasible.REJECT
                || plans(group).size() > 1;
    }

    private List<Plan> plans(PromptGroup group) {
        List<Plan> plans = new ArrayList<>();
        group.answers().models().forEach(id -> plans.add(new Single(id)));
        plans.addAll(model.learnedPlans(group.features()));
        plans.removeIf(plan -> PlanReplay.replay(plan, group).isEmpty());
        return plans;
    }

    private List<Candidate> candidates(PromptGroup group) {
        PlanArithmetic arithmetic = new PlanArithmetic(id -> forecast(id, group), WorstCase.COUNTED, 1);
        List<Candidate> candidates = new ArrayList<>();
        for (Plan plan : plans(group)) {
            model.predict(group.features(), plan)
                    .ifPresent(prediction -> candidates.add(
                            new Candidate(plan, prediction, arithmetic.forecast(plan), Optional.empty(), 0)));
        }
        return candidates;
    }

    private CallForecast forecast(ModelId id, PromptGroup group) {
        Tokens recorded = group.of(id).output();
        return new CallForecast(
                catalogue.get(id).price(),
                group.of(id).prompt(),
                output(id, group, 0.5, recorded),
                output(id, group, 0.95, recorded),
                output(id, group, 0.99, recorded),
                Duration.ZERO,
                Duration.ZERO);
    }

    private Tokens output(ModelId id, PromptGroup group, double quantile, Tokens recorded) {
        return new Tokens(model.outputTokens(group.features(), id, quantile).orElse(recorded.count()));
    }
}
