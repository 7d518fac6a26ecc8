package dev.tutti.edge.http;

import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.FailureKind;
import dev.tutti.words.chat.RequestId;
import java.util.Map;
import java.util.Optional;

/** What a client is told when no plan may run, or when one ran and brought no answer. */
final class EndingRefusals {

    private static final String SHOULD_RETRY = "x-should-retry";

    private EndingRefusals() {}

    static Refusal of(RequestId id, Verdict.Infeasible verdict) {
        return of(id, verdict.reason(), verdict.message());
    }

    static Refusal of(RequestId id, Verdict.Reason reason, String message) {
        return switch (reason) {
            case NO_MODEL -> refusal(id, ErrorCode.INVALID_REQUEST, "model", message);
            case NOT_PERMITTED -> refusal(id, ErrorCode.INVALID_REQUEST, "routing.models", message);
            case KEY_MODELS -> refusal(id, ErrorCode.FORBIDDEN, "model", message);
            case CONTEXT_LENGTH -> refusal(id, ErrorCode.CONTEXT_LENGTH_EXCEEDED, "messages", message);
            case COST -> refusal(id, ErrorCode.BUDGET_INFEASIBLE, "routing.max_cost_usd", message);
            case KEY_BUDGET -> new Refusal(ErrorCode.INSUFFICIENT_QUOTA, Optional.empty(), message, notAgain(id));
            case LATENCY -> refusal(id, ErrorCode.DEADLINE_INFEASIBLE, "routing.max_latency_ms", message);
            case QUALITY -> refusal(id, ErrorCode.QUALITY_INFEASIBLE, "routing.quality_target", message);
            case UNDECIDED -> new Refusal(ErrorCode.INTERNAL_ERROR, Optional.empty(), message, named(id));
        };
    }

    static Refusal of(RequestId id, Ending.Failed failed) {
        return of(id, failed.kind(), failed.message(), failed.param());
    }

    static Refusal of(RequestId id, FailureKind kind, String message, Optional<String> field) {
        return switch (kind) {
            case INVALID -> new Refusal(ErrorCode.INVALID_REQUEST, field, message, named(id));
            case UPSTREAM -> new Refusal(ErrorCode.UPSTREAM_FAILED, Optional.empty(), message, named(id));
            case BROKEN -> new Refusal(ErrorCode.INTERNAL_ERROR, Optional.empty(), message, named(id));
            case DEADLINE -> new Refusal(ErrorCode.DEADLINE_EXCEEDED, Optional.empty(), message, notAgain(id));
            case CONTEXT -> refusal(id, ErrorCode.CONTEXT_LENGTH_EXCEEDED, "messages", message);
            case BUDGET -> refusal(id, ErrorCode.BUDGET_INFEASIBLE, "routing.max_cost_usd", message);
        };
    }

    static Refusal cancelled(RequestId id) {
        return new Refusal(
                ErrorCode.CLIENT_CLOSED_REQUEST, Optional.empty(), "the client left before the answer", named(id));
    }

    private static Refusal refusal(RequestId id, ErrorCode code, String param, String message) {
        return new Refusal(code, Optional.of(param), message, named(id));
    }

    private static Map<String, String> notAgain(RequestId id) {
        return Map.of(AnswerHeaders.REQUEST_ID, id.value(), SHOULD_RETRY, "false");
    }

    private static Map<String, String> named(RequestId id) {
        return Map.of(AnswerHeaders.REQUEST_ID, id.value());
    }
}
