package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
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

    LoggedRow row() {
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
        List<Candidate> known = row().candidates().stream()
                .flatMap(candidate -> seenBy(router, candidate).stream())
                .toList();
        return Policy.champion(
                                known,
                                row().targets(),
                                settings.with(router.exchange()).withoutExploration())
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
        return candidate(plan).filter(this::supports).isPresent();
    }

    /** The same of a candidate of this row. */
    boolean supports(Candidate candidate) {
        return candidate.propensity() > 0 || ran(candidate.plan());
    }

    Optional<Double> expected(Plan plan) {
        return regression.predict(row().features(), plan).map(prediction -> prediction.quality());
    }

    /** Empty where the plan was no candidate or the regression knows nothing of it. */
    Optional<Estimate> estimate(Plan plan) {
        return candidate(plan).flatMap(this::estimate);
    }

    /** The same of a candidate of this row. */
    Optional<Estimate> estimate(Candidate candidate) {
        double weight = weight(candidate.plan());
        double cost = candidate.forecast().cost().toDouble();
        return expected(candidate.plan())
                .map(score -> new Estimate(
                        score + weight * (labelled.score() - score),
                        cost + weight * (row().cost().toDouble() - cost)));
    }

    private Optional<Candidate> candidate(Plan plan) {
        for (Candidate candidate : row().candidates()) {
            if (candidate.plan().equals(plan)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
