package dev.tutti.serving.execution;

/** Why a run brought no answer. */
public enum FailureKind {
    /** Every way was tried and none answered. */
    UPSTREAM,
    /** Every model that was asked said that the request itself is at fault. */
    INVALID,
    /** The context window of no model that might be asked has room for the conversation and an answer. */
    CONTEXT,
    /** Our own code threw: neither the request nor a provider is known to be at fault. */
    BROKEN,
    /** Time was up. */
    DEADLINE,
    /** What was left of the budget paid for no call. */
    BUDGET
}
