package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An upstream that gives the answers of {@link StubServer}, each after a moment and streams in two parts, so that a client
 * can leave before and amid them; but one call in so many goes wrong, in each way in turn.
 */
final class UnreliableStub {
    private static final int OF_A_STREAM = 300;

    private final Vertx vertx;
    private final Duration delay;
    private final int faultyEvery;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private int port;

    private UnreliableStub(Vertx vertx, Duration delay, int faultyEvery) {
        this.vertx = vertx;
        this.delay = delay;
        this.faultyEvery = faultyEvery;
    }

    /** Listens on a free loopback port. */
    static UnreliableStub start(Vertx vertx, Duration delay, int faultyEvery) {
        UnreliableStub stub = new UnreliableStub(vertx, delay, faultyEvery);
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .connectionHandler(stub::connected)
                .requestHandler(request -> request.endHandler(_ -> stub.answer(request)));
        stub.port = Waiting.on(server.listen()).actualPort();
        return stub;
    }

    int port() {
        return port;
    }

    /** How many are open. */
    int connections() {
        return connections.get();
    }

    private void connected(HttpConnection connection) {
        connections.incrementAndGet();
        connection.closeHandler(_ -> connections.decrementAndGet());
    }

    private void answer(HttpServerRequest request) {
        int call = calls.getAndIncrement();
        boolean streamed = StubServer.EVENTS.equals(request.getHeader(HttpHeaders.ACCEPT));
        HttpServerResponse response = request.response();
        // Whoever called may leave at any time, and what is written then fails.
        response.exceptionHandler(_ -> {});
        if (streamed) {
            response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, StubServer.EVENTS);
            var _ = response.write(StubServer.STREAMED.slice(0, OF_A_STREAM));
        }
        vertx.setTimer(delay.toMillis(), _ -> {
            if (call % faultyEvery == 0) {
                Fault.values()[call / faultyEvery % Fault.values().length].play(request);
            } else if (streamed) {
                response.end(StubServer.STREAMED.slice(OF_A_STREAM, StubServer.STREAMED.length()));
            } else {
                whole(response, Buffer.buffer(StubServer.ANSWER));
            }
        });
    }

    private static void whole(HttpServerResponse response, Buffer body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body);
    }

    /** What goes wrong; a stream that has begun just ends or loses its connection. */
    private enum Fault {
        SERVER_ERROR,
        RATE_LIMITED,
        NO_CHOICES,
        NO_JSON,
        RESET,
        CUT_OFF;

        void play(HttpServerRequest request) {
            HttpServerResponse response = request.response();
            if (response.headWritten()) {
                endStream(request);
                return;
            }
            switch (this) {
                case SERVER_ERROR -> response.setStatusCode(500).end("{\"error\":{\"message\":\"broken\"}}");
                case RATE_LIMITED -> response.setStatusCode(429).end("{\"error\":{\"message\":\"too many\"}}");
                case NO_CHOICES -> whole(response, Buffer.buffer("{\"object\":\"chat.completion\",\"choices\":[]}"));
                case NO_JSON -> whole(response, Buffer.buffer("<html>under construction</html>"));
                case RESET -> request.connection().close();
                case CUT_OFF -> {
                    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(StubServer.ANSWER.length()));
                    response.write(StubServer.ANSWER.substring(0, 100))
                            .onComplete(_ -> request.connection().close());
                }
            }
        }

        private void endStream(HttpServerRequest request) {
            switch (this) {
                case SERVER_ERROR, NO_CHOICES, RESET -> request.connection().close();
                case RATE_LIMITED, NO_JSON, CUT_OFF -> request.response().end();
            }
        }
    }
}
