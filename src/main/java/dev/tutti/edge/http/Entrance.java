package dev.tutti.edge.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where conversations come in: under overload some are turned away here, on the event loop, before anything of theirs is
 * read that has not come with the head, before a thread is woken for them and before any money is spent. Everything else,
 * health, metrics and administration above all, passes by.
 */
@Singleton
final class Entrance {
    /** What calls a model or decides on it: a request for embeddings, too, is one of many that are too many. */
    static final Set<String> CONVERSATIONS =
            Set.of("/v1/chat/completions", MessagesResource.PATH, "/v1/responses", "/v1/route", "/v1/embeddings");

    /** Behind {@link Doorstep}, which gathers small bodies and so keeps their connections, and {@link Drain}. */
    private static final int AFTER_THE_DOORSTEP = Integer.MIN_VALUE + 1;

    private final LoadShedder shedder;
    private final QueueProbe probe;
    private final KnownTokens tokens;
    private final Counter shed;

    Entrance(LoadShedder shedder, QueueProbe probe, KnownTokens tokens, MeterRegistry registry) {
        this.shedder = shedder;
        this.probe = probe;
        this.tokens = tokens;
        this.shed = Counter.builder(TelemetryNames.REQUESTS_SHED)
                .description(
                        "Conversations that were turned away because there was more to do than could be done in time")
                .register(registry);
        Gauge.builder(TelemetryNames.ENTRY_RATE, shedder, LoadShedder::perSecond)
                .description("Conversations a second that are let in under overload; 0 while all are")
                .register(registry);
    }

    void open(@Observes Router router) {
        router.route().order(AFTER_THE_DOORSTEP).handler(this::enter);
    }

    private void enter(RoutingContext context) {
        if (context.request().method().equals(HttpMethod.POST) && isConversation(context.normalizedPath())) {
            converse(context);
        } else {
            context.next();
        }
    }

    /** However it is written, as the framework reads it: who writes it in another way must not get past. */
    private static boolean isConversation(String path) {
        return CONVERSATIONS.contains(path) || CONVERSATIONS.contains(PlainPath.of(path));
    }

    private void converse(RoutingContext context) {
        Optional<LoadShedder.Guest> guest = shedder.enter(tokens.of(ShownKey.of(context.request()::getHeader)));
        if (guest.isPresent()) {
            context.addEndHandler(_ -> guest.get().leave());
            probe.wake(context.vertx());
            context.next();
        } else {
            refuse(context);
        }
    }

    private void refuse(RoutingContext context) {
        shed.increment();
        // Who still sends would have to be listened to, only to find where the next request begins.
        if (context.body().buffer() == null && !Hangup.isStream(context.request())) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        BareRefusal.end(context, overloaded());
    }

    private static Refusal overloaded() {
        return Refusal.of(
                ErrorCode.SERVER_IS_OVERLOADED,
                "the service has more to do than it gets done in time, and this request was not begun; ask again in a second",
                Map.of("Retry-After", "1"));
    }
}
