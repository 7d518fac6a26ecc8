package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.Ending;

/** What came of a request. */
public sealed interface RoutedAnswer {
    /** A plan was run, whatever its ending, and its row is on disk. */
    record Finished(OutcomeRow row, Ending ending, Verdict.Chosen verdict) implements RoutedAnswer {}

    /** No plan may run; nothing was called and nothing is logged. */
    record Refused(Verdict.Infeasible verdict) implements RoutedAnswer {}
}
