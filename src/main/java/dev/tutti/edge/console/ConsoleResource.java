package dev.tutti.edge.console;

import dev.tutti.edge.http.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The console: one page with its own style and script, and nothing from anywhere else. Needs no key; what it asks does. */
@Path("/")
public final class ConsoleResource {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final byte[] page = read("index.html");
    private final byte[] style = read("console.css");
    private final byte[] script = read("console.js");

    @GET
    @Open
    public Response page() {
        return file(page, "text/html");
    }

    @GET
    @Path("console.css")
    @Open
    public Response style() {
        return file(style, "text/css");
    }

    @GET
    @Path("console.js")
    @Open
    public Response script() {
        return file(script, "text/javascript");
    }

    private static Response file(byte[] content, String type) {
        return Response.ok(content)
                .type(type + ";charset=UTF-8")
                .header("content-security-policy", POLICY)
                .header("x-content-type-options", "nosniff")
                .header("referrer-policy", "no-referrer")
                .header("cache-control", "no-cache")
                .build();
    }

    private static byte[] read(String name) {
        try (InputStream file = ConsoleResource.class.getResourceAsStream("/console/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the program was packed without console/" + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
