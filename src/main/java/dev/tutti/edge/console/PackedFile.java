package dev.tutti.edge.console;

import jakarta.ws.rs.core.Response;

/** A file that the program brings along, answered with what a browser may do with it. */
final class PackedFile {
    private final byte[] content;
    private final String type;
    private final String policy;

    private PackedFile(byte[] content, String type, String policy) {
        this.content = content;
        this.type = type;
        this.policy = policy;
    }

    /** {@code policy}: of its content security. */
    static PackedFile of(String name, String type, String policy) {
        return new PackedFile(Packed.read(name), type, policy);
    }

    Response answer() {
        return Response.ok(content)
                .type(type + ";charset=UTF-8")
                .header("content-security-policy", policy)
                .header("x-content-type-options", "nosniff")
                .header("referrer-policy", "no-referrer")
                .header("cache-control", "no-cache")
                .build();
    }
}
