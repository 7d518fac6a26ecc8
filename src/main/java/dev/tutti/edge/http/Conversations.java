package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.routing.RoutedRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.function.Function;

/** Answers a conversation, streamed or in one piece, in the form in which it came. */
final class Conversations {

    private final RequestReader requests;
    private final WholeAnswers whole;
    private final StreamedAnswers streamed;
    private final MonotonicClock clock;
    private final RateGate rates;

    Conversations(
            RequestReader requests,
            WholeAnswers whole,
            StreamedAnswers streamed,
            MonotonicClock clock,
            RateGate rates) {
        this.requests = requests;
        this.rates = rates;
        this.whole = whole;
        this.streamed = streamed;
        this.clock = clock;
    }

    /**
     * What was sent: as a chat completion request, how the answer to it is to be said, and whether its form had marks of
     * what is worth keeping in a provider's cache.
     */
    record Sent(ObjectNode chat, Dialect dialect, boolean marked) {
        /** Of a form without such marks. */
        Sent(ObjectNode chat, Dialect dialect) {
            this(chat, dialect, false);
        }
    }

    /** {@code reader}: of the body's object. */
    Response answer(
            InputStream body,
            HttpHeaders headers,
            RoutingContext connection,
            CurrentCaller caller,
            Function<ObjectNode, Sent> reader) {
        long since = clock.nanos();
        Entrance.begins(connection);
        Hangup hangup = new Hangup(connection);
        Sent sent = reader.apply(requests.body(body, headers));
        RoutedRequest request = requests.read(sent.chat(), sent.marked(), headers, caller.get(), hangup.cancel());
        rates.enter(request.caller(), request.chat());
        return request.chat().stream()
                ? streamed.answer(request, since, hangup, sent.dialect())
                : whole.answer(request, since, sent.dialect());
    }
}
