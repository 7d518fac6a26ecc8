package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Sends requests over HTTP, to addresses of the catalogue only; redirects are never followed. */
final class HttpAttempts implements Attempts {
    private final Origins origins;
    private final KeyRing keys;
    private final Protocols protocols;
    private final ResponseReader responses;
    private final TraceReach reach;
    private final MonotonicClock clock;

    HttpAttempts(
            Origins origins,
            KeyRing keys,
            Protocols protocols,
            ResponseReader responses,
            TraceReach reach,
            MonotonicClock clock) {
        this.origins = origins;
        this.keys = keys;
        this.protocols = protocols;
        this.responses = responses;
        this.reach = reach;
        this.clock = clock;
    }

    @Override
    public Attempt send(ModelCall call, ChunkSink sink) {
        HttpAttempt attempt = new HttpAttempt(Stopwatch.start(clock));
        try {
            Protocol protocol = protocols.of(call);
            // Wrapped: of plain bytes a buffer makes a copy.
            Buffer body = BufferImpl.buffer(Unpooled.wrappedBuffer(protocol.body(call)));
            origins.of(call.model().endpoint()).request(options(call, protocol)).onComplete(opening -> {
                if (opening.failed()) {
                    attempt.refused(CallEnding.Kind.BROKEN, "no connection: " + Cause.of(opening.cause()), Again.SOON);
                } else if (attempt.opened(opening.result())) {
                    exchange(call, sink, attempt, opening.result(), body);
                }
            });
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever goes wrong in here is an ending too: this door never throws.
            attempt.broken("the request could not be sent: " + Cause.of(e));
        }
        return attempt;
    }

    private void exchange(ModelCall call, ChunkSink sink, HttpAttempt attempt, HttpClientRequest request, Buffer body) {
        request.send(body).onComplete(arriving -> {
            if (arriving.failed()) {
                String message = "connection lost before the first byte: " + Cause.of(arriving.cause());
                attempt.fail(CallEnding.Kind.BROKEN, message, Again.SOON);
            } else {
                responses.read(arriving.result(), call, sink, attempt);
            }
        });
    }

    private RequestOptions options(ModelCall call, Protocol protocol) {
        CatalogueModel model = call.model();
        Endpoint endpoint = model.endpoint();
        URI base = endpoint.baseUrl();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(Origins.host(base))
                .setPort(Origins.port(base))
                .setSsl(Origins.isTls(base))
                .setURI(path(base, protocol.path()))
                .setFollowRedirects(false)
                .setConnectTimeout(Math.max(1, endpoint.connectTimeout().toMillis()))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.ACCEPT, call.stream() ? "text/event-stream" : "application/json")
                .putHeader(HttpHeaders.USER_AGENT, "tutti");
        reach.headers(call).forEach(options::putHeader);
        protocol.sign(options, keys.of(model));
        return options;
    }

    private static String path(URI base, String resource) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return folder + resource + query;
    }
}
