package dev.tutti.edge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/** An upstream that streams each answer word by word, as a model writes: the first after 200 ms, each other after 500 ms. */
final class TalkingStub {
    private static final long FIRST_MILLIS = 200;
    private static final long NEXT_MILLIS = 500;
    private static final int WORDS = 10;

    private static final List<Buffer> PARTS = parts();

    private TalkingStub() {}

    /** Listens on a free loopback port; the port. */
    static int start(Vertx vertx) {
        return Waiting.on(vertx.createHttpServer(
                                new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(request -> request.endHandler(_ -> {
                            HttpServerResponse response = request.response()
                                    .setChunked(true)
                                    .putHeader(HttpHeaders.CONTENT_TYPE, StubServer.EVENTS);
                            vertx.setTimer(FIRST_MILLIS, _ -> say(vertx, response, 0));
                        }))
                        .listen())
                .actualPort();
    }

    private static void say(Vertx vertx, HttpServerResponse response, int part) {
        if (response.closed()) {
            return;
        }
        if (part == PARTS.size() - 1) {
            var _ = response.end(PARTS.get(part));
        } else {
            var _ = response.write(PARTS.get(part));
            vertx.setTimer(NEXT_MILLIS, _ -> say(vertx, response, part + 1));
        }
    }

    private static List<Buffer> parts() {
        List<Buffer> parts = new ArrayList<>();
        parts.add(Buffer.buffer(StubServer.chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", "")
                + StubServer.chunk("{\"content\":\"The\"}", "null", "")));
        for (int word = 1; word < WORDS; word++) {
            parts.add(Buffer.buffer(StubServer.chunk("{\"content\":\" word\"}", "null", "")));
        }
        parts.add(Buffer.buffer(StubServer.chunk("{}", "\"stop\"", StubServer.USAGE) + "data: [DONE]\n\n"));
        return parts;
    }
}
