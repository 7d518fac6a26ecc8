package dev.tutti.edge.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.function.BiConsumer;

/**
 * The least that a proxy can do: read a body, send it on, send the answer back. No decision, no log, no metrics; the
 * yardstick for what Tutti adds.
 */
final class BareProxy {
    private static final int MOST_CONNECTIONS = 2_000;

    private BareProxy() {}

    /** Listens on a free loopback port in front of the upstream on that port; its own port. */
    static int start(Vertx vertx, int upstream) {
        HttpClient client = client(vertx, upstream);
        return listen(
                vertx,
                (request, body) -> answered(client, request, body)
                        .onSuccess(bytes -> answer(request, bytes))
                        .onFailure(problem -> refuse(request)));
    }

    /** The same, where each request has a virtual thread that waits for its answer: what Tutti's way to wait costs. */
    static int startWaiting(Vertx vertx, int upstream) {
        HttpClient client = client(vertx, upstream);
        return listen(vertx, (request, body) -> Thread.startVirtualThread(() -> waitAndAnswer(client, request, body)));
    }

    private static void waitAndAnswer(HttpClient client, HttpServerRequest request, Buffer body) {
        try {
            answer(request, Waiting.on(answered(client, request, body)));
        } catch (IllegalStateException problem) {
            refuse(request);
        }
    }

    private static void refuse(HttpServerRequest request) {
        var _ = request.response().setStatusCode(502).end();
    }

    private static int listen(Vertx vertx, BiConsumer<HttpServerRequest, Buffer> handler) {
        return Waiting.on(vertx.createHttpServer(
                                new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(request -> request.bodyHandler(body -> handler.accept(request, body)))
                        .listen())
                .actualPort();
    }

    private static HttpClient client(Vertx vertx, int upstream) {
        return vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(upstream),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    }

    private static Future<Buffer> answered(HttpClient client, HttpServerRequest request, Buffer body) {
        return client.request(HttpMethod.POST, request.uri())
                .compose(upstream ->
                        upstream.putHeader("Content-Type", "application/json").send(body))
                .compose(answer -> answer.body().map(bytes -> {
                    request.response().setStatusCode(answer.statusCode());
                    return bytes;
                }));
    }

    private static void answer(HttpServerRequest request, Buffer bytes) {
        var _ = request.response().putHeader("Content-Type", "application/json").end(bytes);
    }
}
