package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {
    @Test
    void nothingOfItIsLeftWhenTheWorkEnds() throws IOException {
        Path folder;
        try (WorkFolder work = WorkFolder.create()) {
            folder = fill(work.path());
            assertThat(folder).isDirectory();
        }

        assertThat(folder).doesNotExist();
    }

    @Test
    void norWhenItFails() throws IOException {
        WorkFolder work = WorkFolder.create();

        assertThatThrownBy(() -> {
                    try (work) {
                        fill(work.path());
                        throw new IllegalStateException("failed");
                    }
                })
                .hasMessage("failed");

        assertThat(work.path()).doesNotExist();
    }

    @Test
    void whatALinkInItLeadsToStays(@TempDir Path elsewhere) throws IOException {
        fill(elsewhere);

        try (WorkFolder work = WorkFolder.create()) {
            Files.createSymbolicLink(work.path().resolve("link"), elsewhere);
        }

        assertThat(elsewhere.resolve("inner/file")).exists();
    }

    private static Path fill(Path folder) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("inner")).resolve("file"), "text");
        return folder;
    }
}
