package dev.tutti.edge.http;

import dev.tutti.serving.execution.CancelSignal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives the word as soon as the client leaves before its answer has ended. Only the end handler sees that of every
 * request: a response that streams sets the other handlers to its own, and a connection, which many requests may share,
 * has room for one close handler alone.
 */
final class Hangup {
    private final RoutingContext context;
    private final CancelSignal cancel = new CancelSignal();

    Hangup(RoutingContext context) {
        this.context = context;
        context.addEndHandler(end -> {
            // Whatever it is told: a closed connection or a reset stream ends a response that was not written whole.
            if (end.failed() || !context.response().ended()) {
                endReset();
                tell();
            }
        });
    }

    /**
     * The framework ends each response in the end, and nobody hears of the failure of a frame that it writes on a stream
     * that is reset: it would break the connection of all others. Here it is heard of, and the framework comes too late.
     * Only of a response that streams; one that had not begun is {@link OnePieceWriter}'s.
     */
    private void endReset() {
        HttpServerResponse response = context.response();
        if (isStream(context.request()) && !response.ended()) {
            var _ = response.end();
        }
    }

    /** Whether the request is one of the streams of a connection of HTTP/2. */
    static boolean isStream(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    CancelSignal cancel() {
        return cancel;
    }

    /**
     * Once the response streams: the framework's stream closes the whole connection when its response fails, which under
     * HTTP/2 would end every other request on it. A stream that is reset closes its response next, and that is heard of.
     */
    void spareOtherStreams() {
        if (isStream(context.request())) {
            context.response().exceptionHandler(_ -> {});
        }
    }

    /**
     * For a client that is there and takes nothing: closes what it does not read, as if it had left. A connection of
     * HTTP/1.1 is closed under the response: that would wait with it until all is read that was written, and tell nobody
     * of its end, so that the request would count as running for ever.
     */
    void leave() {
        tell();
        if (isStream(context.request())) {
            context.response().reset();
        } else {
            var _ = ((ConnectionBase) context.request().connection())
                    .channelHandlerContext()
                    .close();
        }
    }

    /** Off the event loop: listeners close upstream connections and may take locks. */
    private void tell() {
        Thread.ofVirtual().name("tutti-hangup").start(cancel::cancel);
    }
}
