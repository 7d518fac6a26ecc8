package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.provider.CatalogueProblem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void anUnknownCommandEndsWithTheListOfCommands() {
        int exit = run("dance");

        assertThat(exit).isEqualTo(Launch.WRONG);
        assertThat(said(err))
                .contains("dance")
                .contains("serve")
                .contains("train")
                .contains("simulate")
                .contains("bench");
    }

    @Test
    void noCommandEndsWithTheListOfCommands() {
        assertThat(run()).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("serve");
    }

    @Test
    void helpPrintsTheOptionsOfACommandAndStartsNothing() {
        assertThat(run("serve", "--help")).isZero();
        assertThat(said(out)).contains("--port").contains("--config");
    }

    @Test
    void aWrongPortSaysWhatIsAllowedBeforeAnythingStarts() {
        assertThat(run("serve", "--port", "70000")).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("--port=70000: 0 to 65535 is allowed");
    }

    @Test
    void aSettingsFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("no.yaml");

        assertThat(run("serve", "--config", missing.toString())).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains(missing + ": not a readable file");
    }

    @Test
    void aBrokenCatalogueIsOneMessageWithoutAStackTrace() {
        Throwable failure = new IllegalStateException("outer", new CatalogueProblem("c.yaml, model 1: price is -1"));

        StartProblem problem = StartProblem.of(failure);

        assertThat(problem.message()).isEqualTo("c.yaml, model 1: price is -1");
        assertThat(problem.exit()).isEqualTo(Launch.WRONG);
    }

    private int run(String... args) {
        return new Launch(print(out), print(err)).run(args);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
