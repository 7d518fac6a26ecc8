package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for those who learn of no end of their tests, such as profiles, which are made more often than they are used:
 * below {@code target}, and deleted when the virtual machine of the tests ends. Tests themselves have JUnit's.
 */
public final class TestFolder {
    private static final WorkFolder ALL = deletedAtTheEnd();

    private TestFolder() {}

    /** An empty one, by its absolute path. */
    public static Path create() {
        try {
            return Files.createTempDirectory(ALL.path(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkFolder deletedAtTheEnd() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-folders"));
            WorkFolder all = new WorkFolder(Files.createTempDirectory(parent.toAbsolutePath(), ""));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(all)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(WorkFolder all) {
        try {
            all.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
