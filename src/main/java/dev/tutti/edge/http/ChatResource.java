package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Scope;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.routing.RoutedRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Chat completions: the answer to a conversation, streamed or in one piece. */
@Path("/v1/chat/completions")
@RunOnVirtualThread
public final class ChatResource {

    private final RequestReader requests;
    private final WholeAnswers whole;
    private final StreamedAnswers streamed;
    private final CurrentCaller caller;
    private final MonotonicClock clock;

    ChatResource(
            RequestReader requests,
            WholeAnswers whole,
            StreamedAnswers streamed,
            CurrentCaller caller,
            MonotonicClock clock) {
        this.requests = requests;
        this.whole = whole;
        this.streamed = streamed;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Needs(Scope.CHAT)
    public Response complete(InputStream body, @Context HttpHeaders headers, @Context RoutingContext connection) {
        long since = clock.nanos();
        Hangup hangup = new Hangup(connection);
        RoutedRequest request = requests.read(body, headers, caller.get(), hangup.cancel());
        return request.chat().stream() ? streamed.answer(request, since, hangup) : whole.answer(request, since);
    }
}
