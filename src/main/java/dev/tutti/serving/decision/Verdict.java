package dev.tutti.serving.decision;

import dev.tutti.sense.policy.Receipt;

/** What came of looking for a plan. */
public sealed interface Verdict {
    Receipt receipt();

    /** A plan to run. */
    record Chosen(Decision decision) implements Verdict {
        @Override
        public Receipt receipt() {
            return decision.receipt();
        }
    }

    /** No plan may run; {@code message} names the field, its value and what would be needed. */
    record Infeasible(Reason reason, String message, Receipt receipt) implements Verdict {}

    /** Why no plan may run. */
    enum Reason {
        /** No model, or none that is asked for, can do what the request needs. */
        NO_MODEL,
        /** The caller's filter permits no model, or not the one that is asked for. */
        NOT_PERMITTED,
        /** The key of the request permits no model, or not the one that is asked for. */
        KEY_MODELS,
        /** Too long for every model. */
        CONTEXT_LENGTH,
        /** No plan fits the cost budget. */
        COST,
        /** What the budget of the request's key has left pays for no plan. */
        KEY_BUDGET,
        /** No plan fits the latency budget. */
        LATENCY,
        /** The quality target is out of reach and the caller wants a refusal then. */
        QUALITY,
        /** Deciding itself broke: the request is not at fault. */
        UNDECIDED
    }
}
