package dev.tutti.edge.console;

import dev.tutti.edge.http.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * The description of the API where its callers are: {@link OperationsPages} has it on the management port, which most of
 * them do not reach. It tells nothing of this deployment, so it needs no key.
 */
@Path("/")
public final class DescriptionResource {
    private final Description description;

    DescriptionResource(Description description) {
        this.description = description;
    }

    @GET
    @Path("openapi")
    @Open
    public Response description(@Context HttpHeaders headers) {
        return Description.isJsonWanted(headers.getHeaderString(HttpHeaders.ACCEPT)) ? json() : yaml();
    }

    @GET
    @Path("openapi.yaml")
    @Open
    public Response yaml() {
        return Response.ok(description.yaml()).type(Description.YAML).build();
    }

    @GET
    @Path("openapi.json")
    @Open
    public Response json() {
        return Response.ok(description.json()).type(Description.JSON).build();
    }
}
