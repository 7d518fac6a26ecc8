package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.KeyRegister;
import dev.tutti.memory.tenancy.KeyRegister.Ended;
import dev.tutti.memory.tenancy.KeyRegister.Made;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.chat.KeyId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The keys that are made, listed and revoked while the service runs; those of the configuration are not among them. */
@Path("/v1/keys")
@RunOnVirtualThread
public final class KeysResource {

    private static final int MOST_BYTES = 65_536;

    private final BodyReader bodies;
    private final KeyRegister register;

    KeysResource(BodyReader bodies, KeyRegister register) {
        this.bodies = bodies;
        this.register = register;
    }

    /** The key itself stands in this answer and nowhere else. */
    @POST
    @Needs(Scope.ADMIN)
    public Response create(InputStream body, @Context HttpHeaders headers) {
        KeyForm form = KeyForm.read(new Fields(StrictJson.object(bodies.openJson(headers, body, MOST_BYTES)), ""));
        return switch (register.create(form.name(), form.scopes(), form.terms())) {
            case Made.Issued issued ->
                Wire.json(
                        Response.Status.CREATED.getStatusCode(),
                        KeyJson.of(issued.stored()).put("key", issued.key()),
                        Map.of(HttpHeaders.CACHE_CONTROL, "no-store"));
            case Made.Taken taken -> throw refusal(ErrorCode.CONFLICT, taken.why());
        };
    }

    @GET
    @Needs(Scope.ADMIN)
    public Response list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode all = json.putArray("data");
        register.keys().forEach(key -> all.add(KeyJson.of(key)));
        return Wire.json(json);
    }

    @DELETE
    @Path("/{name}")
    @Needs(Scope.ADMIN)
    public Response revoke(@PathParam("name") String name) {
        if (name.isBlank()) {
            throw refusal(ErrorCode.NOT_FOUND, "name is blank, and no key is called so");
        }
        return switch (register.revoke(new KeyId(name))) {
            case Ended.Revoked revoked ->
                Wire.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("name", revoked.name().value())
                        .put("revoked", true));
            case Ended.Unknown _ ->
                throw refusal(ErrorCode.NOT_FOUND, "there is no key " + Shown.quoted(name) + " to revoke");
            case Ended.Configured configured -> throw refusal(ErrorCode.CONFLICT, configured.why());
        };
    }

    private static Refusal refusal(ErrorCode code, String why) {
        return new Refusal(code, Optional.of("name"), why, Map.of());
    }
}
