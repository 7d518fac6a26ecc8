package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphTest {
    @TempDir
    Path folder;

    @Test
    void eachFrameIsAsWideAsItsShareAndStandsOnItsCaller() throws IOException {
        Path file = folder.resolve("flame.svg");

        new FlameGraph(List.of(
                        List.of("a.Main.run", "a.Log.<init>"),
                        List.of("a.Main.run", "a.Log.<init>"),
                        List.of("a.Main.run")))
                .write(file);

        assertThat(Files.readString(file))
                .contains("<title>a.Main.run, 100.0 %</title><rect x=\"0.0\" y=\"30\" width=\"1599.5\"")
                .contains("<title>a.Log.&lt;init&gt;, 66.7 %</title><rect x=\"0.0\" y=\"15\" width=\"1066.2\"")
                .contains(">Main.run</text>");
    }

    @Test
    void whatIsTooNarrowIsLeftOut() throws IOException {
        Path file = folder.resolve("flame.svg");
        List<List<String>> stacks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            stacks.add(List.of("a.Often.run"));
        }
        stacks.add(List.of("a.Seldom.run"));

        new FlameGraph(stacks).write(file);

        assertThat(Files.readString(file)).contains("Often").doesNotContain("Seldom");
    }
}
