package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.provider.CatalogueProblem;
import dev.tutti.words.setting.ConfigurationProblem;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
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

    @Test
    void aSettingOfSeveralLinesIsOneLineWithoutAStackTrace() {
        StartProblem problem = StartProblem.of(new ConfigurationProblem("tutti.a: was \n  'b\nc'"));

        assertThat(problem.message()).isEqualTo("tutti.a: was 'b c'");
        assertThat(problem.exit()).isEqualTo(Launch.WRONG);
    }

    @Test
    void aSettingBeyondItsRangeIsToldWithItsValue() {
        ConfigValidationException failure = new ConfigValidationException(new Problem[] {
            new Problem("tutti.c must be more"), new Problem("tutti.b must be less than 3"), new Problem("else")
        });

        StartProblem problem = StartProblem.of(failure, key -> Optional.of("7").filter(_ -> key.equals("tutti.b")));

        assertThat(problem.message())
                .isEqualTo("configuration: else; tutti.b=7 must be less than 3; tutti.c must be more");
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
