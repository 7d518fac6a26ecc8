package dev.tutti.edge.console;

import dev.tutti.edge.http.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Swagger UI over the description of the API, where its requests can be tried out: on the service's own port. It loads
 * nothing from anywhere else and shows no other description, whatever its address says. Needs no key; what it asks does.
 */
@Path("/swagger-ui")
public final class SwaggerUiResource {
    /** As the console's; Swagger UI writes styles of its own into the page. */
    private static final String POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PackedFile page = PackedFile.of("swagger-ui/index.html", "text/html", POLICY);
    private final PackedFile start = PackedFile.of("swagger-ui/start.js", "text/javascript", POLICY);
    private final PackedFile style = PackedFile.of("swagger-ui/swagger-ui.css", "text/css", POLICY);
    private final PackedFile script = PackedFile.of("swagger-ui/swagger-ui-bundle.js", "text/javascript", POLICY);

    @GET
    @Open
    public Response page() {
        return page.answer();
    }

    @GET
    @Path("start.js")
    @Open
    public Response start() {
        return start.answer();
    }

    @GET
    @Path("swagger-ui.css")
    @Open
    public Response style() {
        return style.answer();
    }

    @GET
    @Path("swagger-ui-bundle.js")
    @Open
    public Response script() {
        return script.answer();
    }
}
