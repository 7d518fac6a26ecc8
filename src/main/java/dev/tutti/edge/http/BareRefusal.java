package dev.tutti.edge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/** A refusal given before any resource is reached, on the bare response, in the form of the address that was asked. */
final class BareRefusal {
    private BareRefusal() {}

    static void end(RoutingContext context, Refusal refusal) {
        HttpServerResponse response = context.response();
        refusal.headers().forEach(response::putHeader);
        response.setStatusCode(refusal.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(dialect(context).refusal(refusal).toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Dialect dialect(RoutingContext context) {
        // As it came: one that cannot be read is refused here, too.
        String path = PlainPath.of(String.valueOf(context.request().path()));
        return path.equals(MessagesResource.PATH) ? MessagesDialect.SPOKEN : CompletionsDialect.SPOKEN;
    }
}
