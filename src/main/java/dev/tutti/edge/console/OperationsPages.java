package dev.tutti.edge.console;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The description of the API beside health and metrics, and a page over it to read: what that sent would reach a port that
 * serves no requests. In development they have no port of their own. Quarkus' extension would do this too, and takes a
 * sixth of a start to parse the description.
 */
@Singleton
final class OperationsPages {
    private static final String PAGE = "/q/swagger-ui";

    private final Description description;
    private final PackedFile page = SwaggerUi.file("index.html", "text/html")
            .standingAt("/swagger-ui/", PAGE + "/")
            .standingAt("at /openapi.", "at /q/openapi.");
    private final PackedFile start = SwaggerUi.file("read.js", "text/javascript");
    private final PackedFile style = SwaggerUi.file("swagger-ui.css", "text/css");
    private final PackedFile script = SwaggerUi.file("swagger-ui-bundle.js", "text/javascript");

    OperationsPages(Description description) {
        this.description = description;
    }

    void open(@Observes ManagementInterface operations) {
        routes(operations.router());
    }

    void open(@Observes Router service, @ConfigProperty(name = "quarkus.management.enabled") boolean apart) {
        if (!apart) {
            routes(service);
        }
    }

    /** Every address at which Quarkus' own pages stand. */
    private void routes(Router router) {
        at(router, "/q/openapi", context -> describe(context, isJsonWanted(context)));
        at(router, "/q/openapi.json", context -> describe(context, true));
        at(router, "/q/openapi.yaml", context -> describe(context, false));
        at(router, "/q/openapi.yml", context -> describe(context, false));
        file(router, PAGE, page);
        file(router, PAGE + "/index.html", page);
        file(router, PAGE + "/start.js", start);
        file(router, PAGE + "/swagger-ui.css", style);
        file(router, PAGE + "/swagger-ui-bundle.js", script);
    }

    private static boolean isJsonWanted(RoutingContext context) {
        String format = context.queryParams().get("format");
        return format == null
                ? Description.isJsonWanted(context.request().getHeader(HttpHeaders.ACCEPT))
                : format.equalsIgnoreCase("json");
    }

    private void describe(RoutingContext context, boolean json) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, json ? Description.JSON : Description.YAML);
        end(context, json ? description.json() : description.yaml());
    }

    private static void file(Router router, String path, PackedFile file) {
        at(router, path, context -> {
            file.headers().forEach(context.response()::putHeader);
            end(context, file.content());
        });
    }

    /** The first who asks has what is there read or made: no work for an event loop. */
    private static void at(Router router, String path, Handler<RoutingContext> answer) {
        router.get(path).method(HttpMethod.HEAD).blockingHandler(answer, false);
    }

    /** To HEAD the length alone, which would not be told by itself. */
    private static void end(RoutingContext context, byte[] content) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length))
                .end(Buffer.buffer(content));
    }
}
