package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Anthropic's Messages in front of the same router. */
enum MessagesDialect implements Dialect {
    SPOKEN;

    @Override
    public ObjectNode whole(ObjectNode completion) {
        return MessageJson.of(completion);
    }

    @Override
    public Speech speech() {
        return new MessagesSpeech();
    }

    /** The code of this wire stands beside the type of that one, which says less. */
    @Override
    public ObjectNode refusal(Refusal refusal) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
        ObjectNode error = body.putObject("error");
        error.setAll((ObjectNode) refusal.body().path("error"));
        error.put("type", type(refusal.code()));
        String id = refusal.headers().get(AnswerHeaders.REQUEST_ID);
        body.put("request_id", id);
        return body;
    }

    private static String type(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST,
                    CONTEXT_LENGTH_EXCEEDED,
                    BUDGET_INFEASIBLE,
                    DEADLINE_INFEASIBLE,
                    QUALITY_INFEASIBLE,
                    METHOD_NOT_ALLOWED,
                    CONFLICT,
                    CLIENT_CLOSED_REQUEST -> "invalid_request_error";
            case INVALID_API_KEY -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case MODEL_NOT_FOUND, NOT_FOUND -> "not_found_error";
            case REQUEST_TOO_LARGE -> "request_too_large";
            case RATE_LIMIT_EXCEEDED, INSUFFICIENT_QUOTA -> "rate_limit_error";
            case REQUEST_TIMEOUT, DEADLINE_EXCEEDED -> "timeout_error";
            case SERVER_IS_OVERLOADED, OUTCOME_LOG_UNAVAILABLE, IDENTITY_PROVIDER_UNAVAILABLE -> "overloaded_error";
            case INTERNAL_ERROR, UPSTREAM_FAILED -> "api_error";
        };
    }
}
