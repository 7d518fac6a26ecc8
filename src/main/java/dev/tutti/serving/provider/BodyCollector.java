package dev.tutti.serving.provider;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/** Gathers the body of a response up to a limit. */
final class BodyCollector {
    private BodyCollector() {}

    /** Calls back with the whole body; a body over the limit, or cut off, ends the attempt as broken. */
    static void collect(HttpClientResponse response, HttpAttempt attempt, long limit, Consumer<Buffer> whole) {
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            attempt.firstByte();
            if (body.length() + (long) part.length() > limit) {
                attempt.broken("an answer of more than " + limit + " bytes");
            } else if (!attempt.over()) {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(
                _ -> attempt.broken("connection lost after " + body.length() + " bytes of an answer"));
        response.endHandler(_ -> {
            if (!attempt.over()) {
                whole.accept(body);
            }
        });
    }
}
