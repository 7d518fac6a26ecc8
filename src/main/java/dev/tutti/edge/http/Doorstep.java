package dev.tutti.edge.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The first and the last that every request meets: what the HTTP layer itself refuses is told like any other refusal, and
 * a connection on which a body goes on coming after its answer is closed.
 */
@Singleton
final class Doorstep {

    private static final int WITHOUT_STATUS = 500;

    private static final Pattern SMALL_LENGTH = Pattern.compile("[0-9]{1,5}");

    private final long unreadMillis;
    private final long bodyMillis;

    Doorstep(HttpConfig config) {
        this.unreadMillis = config.unreadBody().toMillis();
        this.bodyMillis = config.bodyTimeout().toMillis();
    }

    void open(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter).failureHandler(Doorstep::refuse);
    }

    private void enter(RoutingContext context) {
        context.addEndHandler(_ -> leave(context));
        // Under HTTP/2 there is no packet that holds both, and Quarkus reads such bodies in a way of its own.
        int length = Hangup.isStream(context.request()) ? 0 : smallLength(context.request());
        if (length > 0) {
            gather(context, length);
        } else {
            context.next();
        }
    }

    /** Bytes; 0 of a body that is large, of unknown length, empty or waits to be asked for. */
    private static int smallLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && SMALL_LENGTH.matcher(length).matches() && request.getHeader(HttpHeaders.EXPECT) == null
                ? Integer.parseInt(length)
                : 0;
    }

    /**
     * Mostly such a body lies in the same packet as its head: to wait for it here costs nothing, while a thread that reads
     * it would have to be woken for it.
     */
    private void gather(RoutingContext context, int length) {
        HttpServerRequest request = context.request();
        // Not asked of the request, which does not count as ended once somebody pauses it again.
        AtomicReference<Body> body = new AtomicReference<>(Body.AWAITED);
        Gathered gathered = new Gathered(length);
        request.handler(gathered::add);
        request.endHandler(_ -> {
            if (body.compareAndSet(Body.AWAITED, Body.HERE)) {
                ((RoutingContextInternal) context).setBody(gathered.whole());
                context.next();
            }
        });
        // Quarkus holds each request back until somebody asks for its body.
        request.resume();
        // Behind what has been read already: mostly the body is here by then.
        context.vertx().runOnContext(_ -> {
            if (body.get() == Body.AWAITED) {
                giveUpInTime(context, body);
            }
        });
    }

    /** Only for a body that is still to come: most never need the timer. */
    private void giveUpInTime(RoutingContext context, AtomicReference<Body> body) {
        long timer = context.vertx().setTimer(bodyMillis, _ -> {
            if (body.compareAndSet(Body.AWAITED, Body.GIVEN_UP)) {
                context.fail(ErrorCode.REQUEST_TIMEOUT.status());
            }
        });
        context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
        context.request().exceptionHandler(_ -> context.vertx().cancelTimer(timer));
    }

    /** What has become of a small body. */
    private enum Body {
        AWAITED,
        HERE,
        GIVEN_UP
    }

    /** A client that still sends is given a moment to read what it was told; a reset at once would hide it. */
    private void leave(RoutingContext context) {
        HttpServerRequest request = context.request();
        // One that was gathered is here, though somebody may have paused it since, which makes it count as not ended.
        boolean gathered = context.body().buffer() != null;
        if (!gathered && !request.isEnded()) {
            context.vertx().setTimer(unreadMillis, _ -> closeUnread(request));
        }
    }

    private static void closeUnread(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.connection().close();
        }
    }

    private static void refuse(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        int status = context.statusCode() < 0 ? WITHOUT_STATUS : context.statusCode();
        BareRefusal.end(context, Refusals.ofHttp(status));
    }
}
