package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** An upstream that gives every chat completion the same small answer after a fixed time: what load is measured against. */
final class StubServer {
    static final String ANSWER = """
            {"id":"chatcmpl-stub","object":"chat.completion","created":1700000000,"model":"stub",\
            "choices":[{"index":0,"message":{"role":"assistant","content":"The answer is 42, as it was the last time."},\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":260,"completion_tokens":12,"total_tokens":272}}""";

    static final String EVENTS = "text/event-stream";
    static final String USAGE = ",\"usage\":{\"prompt_tokens\":260,\"completion_tokens\":12,\"total_tokens\":272}";
    static final Buffer STREAMED = Buffer.buffer(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", "")
            + chunk("{\"content\":\"The answer is 42,\"}", "null", "")
            + chunk("{\"content\":\" as it was the last time.\"}", "null", "")
            + chunk("{}", "\"stop\"", USAGE)
            + "data: [DONE]\n\n");

    private StubServer() {}

    /** Listens on a free loopback port; the port. It streams where that is the type which is accepted. */
    static int start(Vertx vertx, Duration delay) {
        return start(vertx, delay, 0);
    }

    /** The same on that port; 0 for a free one. */
    static int start(Vertx vertx, Duration delay, int port) {
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.endHandler(_ -> answer(vertx, request, delay)));
        return Waiting.on(server.listen()).actualPort();
    }

    private static void answer(Vertx vertx, HttpServerRequest request, Duration delay) {
        if (delay.isZero()) {
            write(request);
        } else {
            vertx.setTimer(delay.toMillis(), _ -> write(request));
        }
    }

    private static void write(HttpServerRequest request) {
        if (EVENTS.equals(request.getHeader(HttpHeaders.ACCEPT))) {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, EVENTS).end(STREAMED);
        } else {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(ANSWER);
        }
    }

    static String chunk(String delta, String finish, String usage) {
        return """
                data: {"id":"chatcmpl-stub","object":"chat.completion.chunk","created":1700000000,"model":"stub",\
                "choices":[{"index":0,"delta":%s,"finish_reason":%s}]%s}

                """.formatted(delta, finish, usage);
    }
}
