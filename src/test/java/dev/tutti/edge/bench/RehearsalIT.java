package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rehearses a copy of the packaged program and starts it from what was learned. */
class RehearsalIT {
    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));

    @TempDir
    private Path folder;

    @Test
    void aRehearsedProgramServesFromItsCacheAndAChangedOneWithoutIt() throws IOException {
        Packaged program = new Packaged(copied());
        assertThat(program.served()).isEqualTo(program.jar());
        assertThat(program.servedOptions()).noneMatch(option -> option.startsWith("-XX:AOT"));

        new Rehearsal(program).run();

        assertThat(program.served()).isEqualTo(program.flatJar());
        List<String> fromCacheOnly = new ArrayList<>(program.servedOptions());
        fromCacheOnly.add("-XX:AOTMode=on");
        assertThat(answers(program.served(), fromCacheOnly)).isTrue();

        List<String> learned = program.servedOptions();
        makeNewer(program.folder().resolve("app/tutti.jar"), program.cache());
        assertThat(program.served()).isEqualTo(program.jar());
        assertThat(answers(program.flatJar(), learned)).isTrue();
        assertThatThrownBy(() -> answers(program.flatJar(), fromCacheOnly)).isInstanceOf(IllegalStateException.class);
    }

    private boolean answers(Path jar, List<String> options) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        try (ServedTutti tutti = ServedTutti.start(jar, work, options, Map.of())) {
            return tutti.get("/v1/models").status() == 200;
        }
    }

    private static void makeNewer(Path file, Path than) {
        assertThat(file.toFile().setLastModified(than.toFile().lastModified() + 10_000))
                .isTrue();
    }

    private Path copied() throws IOException {
        Path from = JAR.toAbsolutePath().getParent();
        Path to = folder.resolve("program");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.toString().endsWith(".aot") && !file.endsWith("tutti-run.jar")) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return to;
    }
}
