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

    /** Calls back once with what has come by the end, by the limit or by the loss of the connection. */
    static void collectSome(HttpClientResponse response, HttpAttempt attempt, int limit, Consumer<Buffer> some) {
        Buffer body = Buffer.buffer();
        Runnable told = () -> {
            if (!attempt.over()) {
                some.accept(body);
            }
        };
        response.handler(part -> {
            attempt.firstByte();
            body.appendBuffer(part.slice(0, Math.min(part.length(), limit - body.length())));
            if (body.length() == limit) {
                told.run();
            }
        });
        response.exceptionHandler(_ -> told.run());
        response.endHandler(_ -> told.run());
    }
}
