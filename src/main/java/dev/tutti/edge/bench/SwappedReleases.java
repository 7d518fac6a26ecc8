package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two releases of a router model with the same content, which serve in turn: a swap changes the version alone, so what it
 * leaves behind is not what the other model needs more.
 */
final class SwappedReleases {
    private static final String CURRENT = "CURRENT";
    private static final String RELEASES = "releases";
    private static final String MANIFEST = "manifest.json";

    /** The form of a second in a release's id. */
    private static final String LONG_AGO = "20000101T000000Z";

    private final List<String> ids;
    private int next;

    private SwappedReleases(List<String> ids) {
        this.ids = ids;
    }

    /** Copies what serves in one model store into another, and there once more under another id. */
    static SwappedReleases copy(Path from, Path to) throws IOException {
        String id = Files.readString(from.resolve(CURRENT)).strip();
        String twin = LONG_AGO + id.substring(LONG_AGO.length());
        for (String copied : List.of(id, twin)) {
            copyFolder(from.resolve(RELEASES).resolve(id), to.resolve(RELEASES).resolve(copied));
        }
        rename(to.resolve(RELEASES).resolve(twin), twin);
        Files.writeString(to.resolve(CURRENT), id + "\n");
        return new SwappedReleases(List.of(twin, id));
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void rename(Path release, String id) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest =
                (ObjectNode) json.readTree(release.resolve(MANIFEST).toFile());
        byte[] bytes = json.writeValueAsBytes(manifest.put("id", id));
        Files.write(release.resolve(MANIFEST), bytes);
        Files.writeString(release.resolve("manifest.sha256"), Sha256.of(bytes) + "\n", StandardCharsets.US_ASCII);
    }

    /** The other one serves from now on. */
    void swap(ServedTutti tutti) {
        tutti.post("/v1/router/versions/" + ids.get(next) + ":promote", tutti.object())
                .ok();
        next = (next + 1) % ids.size();
    }
}
