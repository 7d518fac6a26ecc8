package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A request that is not served, as the client is told: code, the field it is about when there is one, a message that
 * says field, value and what is allowed, and headers. Never holds a secret or a prompt.
 */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Optional<String> param;
    private final transient Map<String, String> headers;

    Refusal(ErrorCode code, Optional<String> param, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.code = code;
        this.param = param;
        this.headers = Map.copyOf(headers);
    }

    static Refusal invalid(String param, String message) {
        return new Refusal(ErrorCode.INVALID_REQUEST, Optional.of(param), message, Map.of());
    }

    static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, Optional.empty(), message, Map.of());
    }

    static Refusal of(ErrorCode code, String message, Map<String, String> headers) {
        return new Refusal(code, Optional.empty(), message, headers);
    }

    ErrorCode code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** {@code {"error":{"message","type","param","code"}}}: always all four keys. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", getMessage())
                .put("type", code.type())
                .put("param", param.orElse(null))
                .put("code", code.wireName());
        return body;
    }
}
