package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What one row with one scored answer says of any of its candidates (doubly robust, Dudik, Langford and Li 2011): what the
 * regression expects, corrected by what came where the log ran that plan, weighted by one over its propensity.
 */
final class LoggedPrompt {
    private final TrainingRow labelled;
    private final RouterModel regression;

    LoggedPrompt(TrainingRow labelled, RouterModel regression) {
        this.labelled = labelled;
        this.regression = regression;
    }

    OutcomeRow row() {
        return labelled.row();
    }

    double score() {
        return labelled.score();
    }

    /** What the log itself brought. */
    Estimate logged() {
        return new Estimate(labelled.score(), row().cost().toDouble());
    }

    /** What a router would have run under the targets that held, among the candidates it knows. */
    Optional<Plan> choice(RouterModel router, PolicySettings settings) {
        List<Candidate> known = row().receipt().candidates().stream()
                .flatMap(candidate -> seenBy(router, candidate).stream())
                .toList();
        return Policy.champion(known, row().receipt().targets(), settings.withoutExploration())
                        instanceof PolicyChoice.Chosen chosen
                ? Optional.of(chosen.candidate().plan())
                : Optional.empty();
    }

    private Optional<Candidate> seenBy(RouterModel router, Candidate logged) {
        return router.predict(row().features(), logged.plan())
                .map(prediction -> new Candidate(logged.plan(), prediction, logged.forecast(), Optional.empty(), 0));
    }

    boolean ran(Plan plan) {
        return row().plan().equals(plan);
    }

    /** One over the propensity where the log ran the plan, else 0. */
    double weight(Plan plan) {
        return ran(plan) ? 1 / row().propensity() : 0;
    }

    /** Whether the log could have run the plan: of any other it says nothing. */
    boolean supports(Plan plan) {
        return candidate(plan)
                .filter(candidate -> candidate.propensity() > 0 || ran(plan))
                .isPresent();
    }

    Optional<Double> expected(Plan plan) {
        return regression.predict(row().features(), plan).map(prediction -> prediction.quality());
    }

    /** Empty where the plan was no candidate or the regression knows nothing of it. */
    Optional<Estimate> estimate(Plan plan) {
        double weight = weight(plan);
        return candidate(plan)
                .flatMap(candidate -> expected(plan).map(score -> {
                    double cost = candidate.forecast().cost().toDouble();
                    return new Estimate(
                            score + weight * (labelled.score() - score),
                            cost + weight * (row().cost().toDouble() - cost));
                }));
    }

    private Optional<Candidate> candidate(Plan plan) {
        return row().receipt().candidates().stream()
                .filter(candidate -> candidate.plan().equals(plan))
                .findFirst();
    }
}
