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

/** Chat completions: the answer to a conversation, streamed or in one piece. */
@Path("/v1/chat/completions")
@RunOnVirtualThread
public final class ChatResource {

    private final Conversations conversations;
    private final CurrentCaller caller;

    ChatResource(Conversations conversations, CurrentCaller caller) {
        this.conversations = conversations;
        this.caller = caller;
    }

    @POST
    @Needs(Scope.CHAT)
    public Response complete(InputStream body, @Context HttpHeaders headers, @Context RoutingContext connection) {
        return conversations.answer(
                body, headers, connection, caller, chat -> new Conversations.Sent(chat, CompletionsDialect.SPOKEN));
    }
}
