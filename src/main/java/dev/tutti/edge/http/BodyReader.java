package dev.tutti.edge.http;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, up to a size and for a time: one that never ends is refused, not gathered. */
final class BodyReader {

    private static final int CHUNK = 8_192;
    private static final String JSON = "application/json";

    private final Duration timeout;
    private final MonotonicClock clock;

    BodyReader(Duration timeout, MonotonicClock clock) {
        this.timeout = timeout;
        this.clock = clock;
    }

    byte[] readJson(HttpHeaders headers, InputStream body, long most) {
        return openJson(headers, body, most).readAllBytes();
    }

    /** The same as it is here, without a copy. */
    ByteArrayInputStream openJson(HttpHeaders headers, InputStream body, long most) {
        requireJson(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        requirePlain(headers.getHeaderString(HttpHeaders.CONTENT_ENCODING));
        return open(body, most);
    }

    /** Of an endpoint that needs no body: whatever type an empty one is said to have, it is empty. */
    byte[] readJsonIfAny(HttpHeaders headers, InputStream body, long most) {
        byte[] bytes = open(body, most).readAllBytes();
        if (bytes.length > 0) {
            requireJson(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
            requirePlain(headers.getHeaderString(HttpHeaders.CONTENT_ENCODING));
        }
        return bytes;
    }

    private ByteArrayInputStream open(InputStream body, long most) {
        if (body instanceof ByteArrayInputStream here) {
            requireWithin(here.available(), most);
            return here;
        }
        Deadline deadline = Deadline.in(timeout, clock);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                read.write(chunk, 0, n);
                requireWithin(read.size(), most);
                requireInTime(deadline);
            }
        } catch (IOException e) {
            throw Refusal.of(ErrorCode.REQUEST_TIMEOUT, "the body did not arrive whole");
        }
        return new ByteArrayInputStream(read.toByteArray());
    }

    private void requireInTime(Deadline deadline) {
        if (deadline.passed()) {
            throw Refusal.of(
                    ErrorCode.REQUEST_TIMEOUT, "the body did not arrive within " + timeout.toSeconds() + " seconds");
        }
    }

    private static void requireWithin(long size, long most) {
        if (size > most) {
            throw Refusal.of(ErrorCode.REQUEST_TOO_LARGE, "the body is larger than the allowed " + most + " bytes");
        }
    }

    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw Refusal.invalid(
                    "content-encoding", "content-encoding is identity or absent, was " + Shown.quoted(encoding));
        }
    }

    private static void requireJson(@Nullable String contentType) {
        typeProblem(contentType).ifPresent(problem -> {
            throw problem;
        });
    }

    /** Of a type that the HTTP layer could not take apart, and so never came to be read here. */
    static Optional<Refusal> unreadableType(@Nullable String contentType) {
        return Optional.ofNullable(contentType)
                .filter(type -> !type.contains("/"))
                .flatMap(BodyReader::typeProblem);
    }

    /** What is wrong with a body's type; one without is taken for JSON: many clients forget it. */
    private static Optional<Refusal> typeProblem(@Nullable String contentType) {
        String type = Optional.ofNullable(contentType).orElse(JSON);
        if (type.equals(JSON)) {
            return Optional.empty();
        }
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return bare.equals(JSON) || bare.endsWith("+json")
                ? Optional.empty()
                : Optional.of(
                        Refusal.invalid("content-type", "content-type is application/json, was " + Shown.quoted(type)));
    }
}
