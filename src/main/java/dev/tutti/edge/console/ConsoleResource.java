package dev.tutti.edge.console;

import dev.tutti.edge.http.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The console: one page with its own style and script, and nothing from anywhere else. Needs no key; what it asks does. */
@Path("/")
public final class ConsoleResource {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PackedFile page = PackedFile.of("console/index.html", "text/html", POLICY);
    private final PackedFile style = PackedFile.of("console/console.css", "text/css", POLICY);
    private final PackedFile script = PackedFile.of("console/console.js", "text/javascript", POLICY);

    @GET
    @Open
    public Response page() {
        return page.answer();
    }

    @GET
    @Path("console.css")
    @Open
    public Response style() {
        return style.answer();
    }

    @GET
    @Path("console.js")
    @Open
    public Response script() {
        return script.answer();
    }
}
