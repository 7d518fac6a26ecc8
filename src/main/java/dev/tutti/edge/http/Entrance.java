package dev.tutti.edge.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
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

    private static final String INSIDE = "tutti.inside";

    private final LoadShedder shedder;
    private final KnownTokens tokens;
    private final Counter shed;
    private final Timer waits;

    Entrance(LoadShedder shedder, KnownTokens tokens, MeterRegistry registry) {
        this.shedder = shedder;
        this.tokens = tokens;
        this.shed = Counter.builder(TelemetryNames.REQUESTS_SHED)
                .description(
                        "Conversations that were turned away because there was more to do than could be done in time")
                .register(registry);
        this.waits = Timer.builder(TelemetryNames.WORK_WAITED)
                .description("How long conversations that were let in waited for a thread and for an event loop")
                .register(registry);
        Gauge.builder(TelemetryNames.ENTRY_RATE, shedder, LoadShedder::perSecond)
                .description("Conversations a second that are let in under overload; 0 while all are")
                .register(registry);
    }

    /** Who was let in, and where. */
    private record Inside(LoadShedder.Guest guest, Context loop, Timer waits) {
        /**
         * Heard of on the event loop, for which all that is to be done on it has to wait, too: it may be what is short of
         * time, and not the threads.
         */
        void begins() {
            loop.runOnContext(_ -> waits.record(guest.begins()));
        }
    }

    /** The turn of a conversation has come: its thread runs. Until then it counts as waiting, or until it ends. */
    static void begins(RoutingContext connection) {
        Inside inside = Objects.requireNonNull(connection.get(INSIDE), "came in by another door");
        inside.begins();
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
        Optional<LoadShedder.Guest> guest = shedder.enter(tokens.of(ShownKey.of(context)));
        if (guest.isPresent()) {
            context.addEndHandler(_ -> guest.get().leave());
            context.put(INSIDE, new Inside(guest.get(), context.vertx().getOrCreateContext(), waits));
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
