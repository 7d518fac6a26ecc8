package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Turns a response whose status is not 200 into an ending. */
final class RefusalReader {
    /** More than this no error object needs. */
    private static final int LONGEST = 64 * 1024;

    private final ObjectMapper json;
    private final RetryAfter retryAfter;

    RefusalReader(ObjectMapper json, RetryAfter retryAfter) {
        this.json = json;
        this.retryAfter = retryAfter;
    }

    void read(HttpClientResponse response, HttpAttempt attempt) {
        int status = response.statusCode();
        Again again = again(status, retryAfter.read(response.getHeader(HttpHeaders.RETRY_AFTER)));
        BodyCollector.collect(
                response,
                attempt,
                LONGEST,
                body -> attempt.refused(kind(status), "answered " + status + code(body) + hint(status), again));
    }

    private static CallEnding.Kind kind(int status) {
        return switch (status) {
            case 429 -> CallEnding.Kind.RATE_LIMITED;
            case 408 -> CallEnding.Kind.TIMEOUT;
            case 400, 413, 422 -> CallEnding.Kind.INVALID;
            default -> status >= 400 && status < 500 ? CallEnding.Kind.REJECTED : CallEnding.Kind.BROKEN;
        };
    }

    private static Again again(int status, Optional<Duration> wait) {
        Optional<Again> asTold = wait.map(Again.After::new);
        return switch (status) {
            case 429 -> asTold.orElse(Again.NEVER);
            case 502, 503, 504 -> asTold.orElse(Again.SOON);
            default -> Again.NEVER;
        };
    }

    private String code(Buffer body) {
        try {
            JsonNode object = json.readTree(body.getBytes());
            return object == null ? "" : ErrorCode.inBrackets(object);
        } catch (IOException e) {
            return "";
        }
    }

    private static String hint(int status) {
        return status >= 300 && status < 400 ? ": redirects are not followed" : "";
    }
}
