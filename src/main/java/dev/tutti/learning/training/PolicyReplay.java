package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WorstCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
        this.settings = settings.with(model.exchange()).withoutExploration();
    }

    /** A choice, what was expected of it, and what it would have brought. */
    record Choice(Plan plan, double expected, ReplayedOutcome outcome) {}

    /** Empty where no plan may run under the targets. */
    Optional<Choice> choose(PromptGroup group) {
        return offered(group).choose(group.targets());
    }

    /** The candidates of one prompt with what each would have brought, to choose among under one target after another. */
    Offered offered(PromptGroup group) {
        List<Plan> plans = new ArrayList<>();
        group.answers().models().forEach(id -> plans.add(new Single(id)));
        plans.addAll(model.learnedPlans(group.features()));
        PlanArithmetic arithmetic = new PlanArithmetic(id -> forecast(id, group), WorstCase.COUNTED, 1);
        Offered offered = new Offered();
        for (Plan plan : plans) {
            PlanReplay.replay(plan, group)
                    .ifPresent(outcome -> model.predict(group.features(), plan)
                            .ifPresent(prediction -> offered.add(
                                    new Candidate(plan, prediction, arithmetic.forecast(plan), Optional.empty(), 0),
                                    outcome)));
        }
        return offered;
    }

    final class Offered {
        private final List<Candidate> candidates = new ArrayList<>();
        private final List<ReplayedOutcome> outcomes = new ArrayList<>();

        private void add(Candidate candidate, ReplayedOutcome outcome) {
            candidates.add(candidate);
            outcomes.add(outcome);
        }

        /** Empty where no plan may run under the targets. */
        Optional<Choice> choose(Targets targets) {
            OptionalInt champion = Policy.pick(candidates, targets, settings);
            return champion.isPresent() ? Optional.of(choice(champion.getAsInt())) : Optional.empty();
        }

        private Choice choice(int index) {
            Candidate candidate = candidates.get(index);
            return new Choice(candidate.plan(), candidate.prediction().quality(), outcomes.get(index));
        }
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
