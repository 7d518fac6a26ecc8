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

/** Embeddings: passed on to the model that is named, and its answer back as it came. */
@Path("/v1/embeddings")
@RunOnVirtualThread
public final class EmbeddingsResource {
    private final Embeddings embeddings;
    private final CurrentCaller caller;

    EmbeddingsResource(Embeddings embeddings, CurrentCaller caller) {
        this.embeddings = embeddings;
        this.caller = caller;
    }

    @POST
    @Needs(Scope.CHAT)
    public Response embed(InputStream body, @Context HttpHeaders headers, @Context RoutingContext connection) {
        Entrance.begins(connection);
        return embeddings.answer(body, headers, new Hangup(connection).cancel(), caller.get());
    }
}
