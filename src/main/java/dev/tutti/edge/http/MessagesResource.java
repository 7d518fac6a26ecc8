package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Anthropic's Messages: the same answer to the same conversation, in that form. */
@Path(MessagesResource.PATH)
@RunOnVirtualThread
public final class MessagesResource {
    static final String PATH = "/v1/messages";

    private final Conversations conversations;
    private final CurrentCaller caller;
    private final HttpConfig config;

    MessagesResource(Conversations conversations, CurrentCaller caller, HttpConfig config) {
        this.conversations = conversations;
        this.caller = caller;
        this.config = config;
    }

    @POST
    @Needs(Scope.CHAT)
    public Response answer(InputStream body, @Context HttpHeaders headers, @Context RoutingContext connection) {
        return conversations.answer(
                body,
                headers,
                connection,
                caller,
                sent -> new Conversations.Sent(
                        MessagesForm.toChat(sent, config.maxMessages()),
                        MessagesDialect.SPOKEN,
                        MessagesMarks.areIn(sent)));
    }
}
