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
    /** How Anthropic begins to say, with 400 and no type of its own, that our account is empty: no fault of the request. */
    private static final String NO_CREDIT = "Your credit balance is too low";

    /** More than this no error object needs. */
    private static final int LONGEST = 64 * 1024;

    private final ObjectMapper json;
    private final RetryAfter retryAfter;
    private final ComplaintReader complaints;

    RefusalReader(ObjectMapper json, RetryAfter retryAfter, ComplaintReader complaints) {
        this.json = json;
        this.retryAfter = retryAfter;
        this.complaints = complaints;
    }

    void read(HttpClientResponse response, HttpAttempt attempt) {
        int status = response.statusCode();
        Again again = again(status, retryAfter.read(response.getHeader(HttpHeaders.RETRY_AFTER)));
        // The head has decided: a page that is long or cut off makes it no other refusal.
        BodyCollector.collectSome(response, attempt, LONGEST, body -> refuse(status, again, object(body), attempt));
    }

    private void refuse(int status, Again again, JsonNode object, HttpAttempt attempt) {
        String message = "answered " + status + ErrorCode.inBrackets(object) + hint(status);
        CallEnding.Kind kind = isOurAccounts(object) ? CallEnding.Kind.REJECTED : kind(status);
        if (kind == CallEnding.Kind.INVALID) {
            attempt.invalid(message, complaints.read(object));
        } else {
            attempt.refused(kind, message, again);
        }
    }

    private static boolean isOurAccounts(JsonNode object) {
        return object.at("/error/message").asText().startsWith(NO_CREDIT);
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
            // 529 is Anthropic's word for overloaded.
            case 502, 503, 504, 529 -> asTold.orElse(Again.SOON);
            default -> Again.NEVER;
        };
    }

    /** What came, or an object without fields where that is no JSON. */
    private JsonNode object(Buffer body) {
        try {
            return Optional.ofNullable(json.readTree(body.getBytes())).orElseGet(json::createObjectNode);
        } catch (IOException e) {
            return json.createObjectNode();
        }
    }

    private static String hint(int status) {
        return status >= 300 && status < 400 ? ": redirects are not followed" : "";
    }
}
