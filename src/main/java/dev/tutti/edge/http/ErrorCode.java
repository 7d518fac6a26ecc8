package dev.tutti.edge.http;

import java.util.Locale;

/** What can be told to a client that is not served: the wire code, its status and its type in OpenAI's words. */
enum ErrorCode {
    INVALID_REQUEST(400, "invalid_request_error"),
    CONTEXT_LENGTH_EXCEEDED(400, "invalid_request_error"),
    BUDGET_INFEASIBLE(400, "invalid_request_error"),
    DEADLINE_INFEASIBLE(400, "invalid_request_error"),
    INVALID_API_KEY(401, "authentication_error"),
    FORBIDDEN(403, "permission_error"),
    MODEL_NOT_FOUND(404, "invalid_request_error"),
    NOT_FOUND(404, "invalid_request_error"),
    METHOD_NOT_ALLOWED(405, "invalid_request_error"),
    REQUEST_TIMEOUT(408, "invalid_request_error"),
    CONFLICT(409, "invalid_request_error"),
    REQUEST_TOO_LARGE(413, "invalid_request_error"),
    QUALITY_INFEASIBLE(422, "invalid_request_error"),
    RATE_LIMIT_EXCEEDED(429, "rate_limit_error"),
    INSUFFICIENT_QUOTA(429, "insufficient_quota"),
    CLIENT_CLOSED_REQUEST(499, "cancelled_error"),
    INTERNAL_ERROR(500, "server_error"),
    UPSTREAM_FAILED(502, "upstream_error"),
    SERVER_IS_OVERLOADED(503, "server_error"),
    OUTCOME_LOG_UNAVAILABLE(503, "server_error"),
    IDENTITY_PROVIDER_UNAVAILABLE(503, "server_error"),
    DEADLINE_EXCEEDED(504, "server_error");

    private final int status;
    private final String type;

    ErrorCode(int status, String type) {
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
