package dev.tutti.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder among the temporary ones that is deleted, with all that is in it, when the work in it ends. */
public record WorkFolder(Path path) implements AutoCloseable {
    /** An empty one. */
    public static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory("tutti-work-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> innermostFirst;
        try (Stream<Path> all = Files.walk(path)) {
            innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : innermostFirst) {
            Files.deleteIfExists(one);
        }
    }
}
