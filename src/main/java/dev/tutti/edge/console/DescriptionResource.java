package dev.tutti.edge.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tutti.edge.http.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The description of the API, as YAML and as JSON, where its callers are: {@code /q/openapi} is on the management port,
 * which most of them do not reach. It tells nothing of this deployment, so it needs no key.
 */
@Path("/")
public final class DescriptionResource {
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private final byte[] yaml = Packed.read("META-INF/openapi.yaml");
    private final byte[] json = json(yaml);

    /** YAML where the caller does not ask for JSON: it is what people read. */
    @GET
    @Path("openapi")
    @Open
    public Response description(@Context HttpHeaders headers) {
        String accepted = String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT));
        return accepted.contains(JSON) && !accepted.contains(YAML) ? json() : yaml();
    }

    @GET
    @Path("openapi.yaml")
    @Open
    public Response yaml() {
        return Response.ok(yaml).type(YAML).build();
    }

    @GET
    @Path("openapi.json")
    @Open
    public Response json() {
        return Response.ok(json).type(JSON).build();
    }

    private static byte[] json(byte[] yaml) {
        try {
            return JsonMapper.builder().build().writeValueAsBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
