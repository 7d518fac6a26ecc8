package dev.tutti.edge.console;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file that the program brings along, read when it is first asked for, answered with what a browser may do with it. */
final class PackedFile {
    private final Supplier<byte[]> source;
    private byte @Nullable [] content;
    private final String type;
    private final String policy;

    private PackedFile(Supplier<byte[]> source, String type, String policy) {
        this.source = source;
        this.type = type;
        this.policy = policy;
    }

    /** {@code policy}: of its content security. */
    static PackedFile of(String name, String type, String policy) {
        return new PackedFile(() -> Packed.read(name), type, policy);
    }

    /** The same page for another place: its links go {@code to} where they went {@code from}. */
    PackedFile standingAt(String from, String to) {
        return new PackedFile(() -> replaced(source.get(), from, to), type, policy);
    }

    private static byte[] replaced(byte[] page, String from, String to) {
        return new String(page, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    /** Not to be written to. */
    synchronized byte[] content() {
        byte[] read = content;
        if (read == null) {
            read = source.get();
            content = read;
        }
        return read;
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
        Response.ResponseBuilder response = Response.ok(content());
        headers().forEach(response::header);
        return response.build();
    }
}
