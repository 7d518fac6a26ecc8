package dev.tutti.edge.console;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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

    /** The same page for another place: its links go {@code to} where they went {@code from}. */
    PackedFile standingAt(String from, String to) {
        String moved = new String(content, StandardCharsets.UTF_8).replace(from, to);
        return new PackedFile(moved.getBytes(StandardCharsets.UTF_8), type, policy);
    }

    /** Not to be written to. */
    byte[] content() {
        return content;
    }

    Map<String, String> headers() {
        return Map.of(
                "content-type", type + ";charset=UTF-8",
                "content-security-policy", policy,
                "x-content-type-options", "nosniff",
                "referrer-policy", "no-referrer",
                "cache-control", "no-cache");
    }

    Response answer() {
        Response.ResponseBuilder response = Response.ok(content);
        headers().forEach(response::header);
        return response.build();
    }
}
