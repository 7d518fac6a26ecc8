package dev.tutti.edge.console;

/** The files of Swagger UI. It loads nothing from anywhere else and shows no other description, whatever its address says. */
final class SwaggerUi {
    /** As the console's; Swagger UI writes styles of its own into the page. */
    private static final String POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SwaggerUi() {}

    static PackedFile file(String name, String type) {
        return PackedFile.of("swagger-ui/" + name, type, POLICY);
    }
}
