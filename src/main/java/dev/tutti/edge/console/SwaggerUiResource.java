package dev.tutti.edge.console;

import dev.tutti.edge.http.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Swagger UI over the description of the API, where its requests can be tried out: on the service's own port. Needs no
 * key; what it asks does.
 */
@Path("/swagger-ui")
public final class SwaggerUiResource {
    private final PackedFile page = SwaggerUi.file("index.html", "text/html");
    private final PackedFile start = SwaggerUi.file("start.js", "text/javascript");
    private final PackedFile style = SwaggerUi.file("swagger-ui.css", "text/css");
    private final PackedFile script = SwaggerUi.file("swagger-ui-bundle.js", "text/javascript");

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
