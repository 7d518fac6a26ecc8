package dev.tutti.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the time of one measurement. */
record WorkFolder(Path path) implements AutoCloseable {
    static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory("tutti-bench-"));
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
