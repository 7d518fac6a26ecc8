package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.Ending;
import java.time.Duration;

/** What came of a request. */
public sealed interface RoutedAnswer {
    /**
     * A plan was run, whatever its ending, and its row is on disk. {@code waited}: how much of its time it has waited for an
     * equal request, which is neither a call's time nor the pipeline's own.
     */
    record Finished(OutcomeRow row, Ending ending, Verdict.Chosen verdict, Duration waited) implements RoutedAnswer {
        /** One that has waited for no other. */
        public Finished(OutcomeRow row, Ending ending, Verdict.Chosen verdict) {
            this(row, ending, verdict, Duration.ZERO);
        }
    }

    /** No plan may run; nothing was called and nothing is logged. */
    record Refused(Verdict.Infeasible verdict) implements RoutedAnswer {}
}
