package dev.tutti.edge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** A refusal given before any resource is reached, on the bare response. */
final class BareRefusal {
    private BareRefusal() {}

    static void end(HttpServerResponse response, Refusal refusal) {
        end(response, refusal, CompletionsDialect.SPOKEN);
    }

    static void end(HttpServerResponse response, Refusal refusal, Dialect dialect) {
        refusal.headers().forEach(response::putHeader);
        response.setStatusCode(refusal.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(dialect.refusal(refusal).toString().getBytes(StandardCharsets.UTF_8)));
    }
}
