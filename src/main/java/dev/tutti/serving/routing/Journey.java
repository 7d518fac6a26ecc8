package dev.tutti.serving.routing;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.Briefing;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.ReferencePlace;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request on its way through the pipeline: what was seen of it, and when it came in, by the calendar and on the
 * monotonic clock.
 */
record Journey(RoutedRequest request, Features features, Instant came, MonotonicClock clock, long begun) {
    Duration took() {
        return Duration.ofNanos(clock.nanos() - begun);
    }

    /** The decision as an order: paid from that ledger, with a deadline that runs since the request came in. */
    RunOrder order(Decision decision, Ledger ledger) {
        Targets targets = decision.receipt().targets();
        return new RunOrder(
                request.id(),
                request.chat(),
                decision.prompt(),
                decision.chosen().plan(),
                ledger,
                Deadline.in(targets.maxLatency().minus(took()), clock),
                decision.fallbacks(),
                model -> forecast(decision, model),
                request.cancel(),
                briefing(),
                model -> quality(decision, model));
    }

    private Briefing briefing() {
        ReferencePlace references =
                request.options().selector() instanceof Selector.Exact exact ? exact.references() : ReferencePlace.USER;
        return new Briefing(request.options().task(), references);
    }

    /** What the model was expected to score alone; 0 where it was not considered. */
    private static double quality(Decision decision, ModelId model) {
        return decision.receipt().candidates().stream()
                .filter(candidate -> candidate.plan().equals(new Single(model)))
                .mapToDouble(candidate -> candidate.prediction().forChoice().quality())
                .findFirst()
                .orElse(0);
    }

    private static CallForecast forecast(Decision decision, ModelId model) {
        return Optional.ofNullable(decision.forecasts().get(model))
                .orElseThrow(() -> new IllegalArgumentException("the decision has no forecast of " + model));
    }
}
