package dev.tutti.sense.policy;

import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import java.util.Optional;

/**
 * A plan that was considered: what it is expected to bring, cost and take, why it was not chosen (in words for people;
 * empty for the chosen one), and the probability with which this policy runs it on this request.
 */
public record Candidate(
        Plan plan, Prediction prediction, PlanForecast forecast, Optional<String> rejected, double propensity) {
    public Candidate {
        if (!(propensity >= 0 && propensity <= 1)) {
            throw new IllegalArgumentException("a propensity is 0 to 1, was " + propensity);
        }
    }

    Candidate chosenWith(double propensity) {
        return new Candidate(plan, prediction, forecast, Optional.empty(), propensity);
    }

    Candidate rejectedFor(String reason, double propensity) {
        return new Candidate(plan, prediction, forecast, Optional.of(reason), propensity);
    }

    Candidate withPropensity(double propensity) {
        return new Candidate(plan, prediction, forecast, rejected, propensity);
    }
}
