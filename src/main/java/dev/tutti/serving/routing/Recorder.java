package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.feature.PromptDigest;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.Sketches;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.plan.Plan;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes down what happened to a request. A cancelled one is kept under its own ending, by which training leaves it out. */
final class Recorder {
    private final OutcomeLog log;
    private final Catalogue catalogue;

    Recorder(OutcomeLog log, Catalogue catalogue) {
        this.log = log;
        this.catalogue = catalogue;
    }

    /** The row, on disk. {@code pace}: how the pacing of its key stands now, where it is paced. */
    OutcomeRow record(Journey journey, Decision decision, Ending ending, Optional<Pace> pace) {
        OutcomeRow row = row(journey, decision, decision.receipt().telling(pace), ending);
        log.append(row);
        return row;
    }

    private OutcomeRow row(Journey journey, Decision decision, Receipt receipt, Ending ending) {
        RoutedRequest request = journey.request();
        Plan plan = decision.chosen().plan();
        Duration took = journey.took();
        return new OutcomeRow(
                request.id(),
                Optional.empty(),
                // Not the clock once more: from both figures the day that pays can be told, to the nanosecond.
                journey.came().plus(took),
                request.caller().key(),
                request.options().session(),
                PromptDigest.of(request.chat()),
                journey.features(),
                receipt,
                plan,
                decision.propensity(),
                decision.explored(),
                origin(plan, ending),
                ending.calls(),
                Sketches.of(request.chat(), plan, ending),
                kind(ending),
                ending instanceof Ending.Degraded degraded ? Optional.of(degraded.what()) : Optional.empty(),
                ending.cost(),
                took,
                catalogue.version());
    }

    /** Of the models of the plan and those that were called instead, what is farthest from live. */
    private Origin origin(Plan plan, Ending ending) {
        return Stream.concat(plan.models().stream(), ending.calls().stream().map(CallRecord::model))
                .map(model -> catalogue.get(model).origin())
                .max(Comparator.naturalOrder())
                .orElse(Origin.LIVE);
    }

    private static EndingKind kind(Ending ending) {
        return switch (ending) {
            case Ending.Answered _ -> EndingKind.ANSWERED;
            case Ending.Degraded _ -> EndingKind.DEGRADED;
            case Ending.Failed _ -> EndingKind.FAILED;
            case Ending.Cancelled _ -> EndingKind.CANCELLED;
        };
    }
}
