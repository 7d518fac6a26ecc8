package dev.tutti.serving.execution;

/**
 * Runs a plan inside its budget and its deadline. Blocks the calling (virtual) thread until there is an ending; when it
 * returns nothing of the run is on its way any more and the ledger holds no reservation. Never throws for what an
 * upstream does: every ending is a value.
 */
public interface PlanExecutor {
    Ending run(RunOrder order, AnswerStream stream);
}
