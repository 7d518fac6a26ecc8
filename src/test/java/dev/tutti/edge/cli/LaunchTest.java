package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tutti.serving.provider.CatalogueProblem;
import dev.tutti.words.setting.ConfigurationProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

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
    void aKeyIsNotMadeWithoutScopesNorByANameThatNoAddressCouldHold() {
        assertThat(run("keys", "create", "team-a")).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("--scopes");
        assertThat(run("keys", "create", "team/a", "--scopes", "chat")).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("NAME is 1 to 100 letters", "was 'team/a'");
        assertThat(run("keys", "create", "team-a", "--scopes", "root")).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("--scopes", "root", "CHAT");
        assertThat(run("keys")).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("create", "list", "revoke");
    }

    @Test
    void aSlowMachineAsksNoSimulatedModelTwice() {
        assertThat(new SimulateCommand().settings()).containsEntry("tutti.execution.hedge.enabled", "false");
    }

    @Test
    void recordedOutcomesTrainASeedRouterAlone() {
        assertThat(run("train", "--recorded", "any.jsonl.gz")).isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("--recorded and --prices go with --simulated");
    }

    @Test
    void aRecordedFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("no.jsonl");

        assertThat(run("train", "--simulated", "any", "--recorded", missing.toString()))
                .isEqualTo(Launch.WRONG);
        assertThat(said(err)).contains("there is no file " + missing);
    }

    @Test
    void theFolderForSimulatedRowsGoesWhenTheTrainingHasEnded() {
        TrainCommand train = new TrainCommand();
        new CommandLine(train).parseArgs("--simulated", "any");
        Path folder = Path.of(train.settings().get("tutti.training-data"));
        assertThat(folder).isEmptyDirectory();

        train.ended();

        assertThat(folder).doesNotExist();
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

        StartProblem problem = StartProblem.of(
                failure,
                key -> Optional.of(new GivenValue("7", "SysPropConfigSource")).filter(_ -> key.equals("tutti.b")));

        assertThat(problem.message())
                .isEqualTo("configuration: else; tutti.b=7 must be less than 3; tutti.c must be more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tutti.decision.max-latency | java.time.format.DateTimeParseException: Text cannot be parsed to a Duration | a duration such as 500ms, 30s, 5m, 1h or PT1M30S",
                "quarkus.http.port | SRCFG00029: Expected an integer value, got \"abc\" | a whole number",
                "tutti.decision.quality-target | SRCFG00031: Expected a double value, got \"abc\" | a number",
                "tutti.decision.max-cost-usd | java.lang.NumberFormatException: Character a is neither | a number",
                "tutti.http.max-body | value abc not in correct format (regular expression): [0-9]+[BbKkMmGgTtPpEeZzYy]? | a size such as 64K, 10M or 1G",
                "tutti.training-data.durability | SRCFG00049: Cannot convert abc to enum class dev.tutti.memory.store.Durability, allowed values: strict,relaxed | one of relaxed, strict"
            })
    void aSettingThatCannotBeReadIsToldWithItsFileAndWhatIsAllowed(String key, String why, String allowed) {
        ConfigValidationException failure = new ConfigValidationException(new Problem[] {
            new Problem("java.lang.IllegalArgumentException: SRCFG00039: The config property " + key
                    + " with the config value \"abc\" threw an Exception whilst being converted " + why)
        });

        StartProblem problem = StartProblem.of(
                failure,
                _ -> Optional.of(new GivenValue("abc", "PropertiesConfigSource[source=file:/etc/a.properties]")));

        assertThat(problem.message())
                .isEqualTo("configuration: " + key + "=abc in /etc/a.properties: allowed is " + allowed);
    }

    @Test
    void aSettingThatIsEmptyIsToldWithoutTheNameOfAConverter() {
        ConfigValidationException failure = new ConfigValidationException(new Problem[] {
            new Problem("java.util.NoSuchElementException: SRCFG00040: The config property tutti.http.heartbeat is"
                    + " defined as the empty String (\"\") which the following Converter considered to be null: a.B")
        });

        StartProblem problem = StartProblem.of(failure, _ -> Optional.of(new GivenValue("", "EnvConfigSource")));

        assertThat(problem.message())
                .isEqualTo("configuration: tutti.http.heartbeat= in the environment: allowed is a value, or no such"
                        + " line");
    }

    @Test
    void aSettingThatNobodyKnowsIsToldWithThoseThatStandInItsPlace() {
        ConfigValidationException failure = new ConfigValidationException(new Problem[] {
            new Problem("SRCFG00050: tutti.training-data.durabilty in SysPropConfigSource does not map to any root"),
            new Problem("SRCFG00050: tutti.keys.a.scope in YamlConfigSource[source=file:///etc/a.yaml] does not map to"
                    + " any root")
        });

        assertThat(StartProblem.of(failure, _ -> Optional.empty()).message())
                .isEqualTo("configuration: tutti.keys.a.scope in /etc/a.yaml is not a setting; allowed in tutti.keys.a"
                        + " are allow-models, cache, daily-budget-usd, deny-models, label, max-cost-usd, max-latency,"
                        + " mean-cost-usd, monthly-budget-usd, quality-target, requests-per-minute, scopes, sha256, task,"
                        + " tokens-per-minute, when-infeasible;"
                        + " tutti.training-data.durabilty is not a setting; allowed in"
                        + " tutti.training-data are durability");
    }

    @Test
    void aKeyOfNoRoomIsStrayAndTheRoomsAreNamed() {
        assertThat(KnownSettings.isStray("tutti.decison.quality-target")).isTrue();
        assertThat(KnownSettings.isStray("tutti.decision.quality-target")).isFalse();
        assertThat(KnownSettings.isStray("tutti.model-store")).isFalse();
        assertThat(KnownSettings.isStray("tutti.home")).isFalse();
        assertThat(KnownSettings.isStray("quarkus.http.port")).isFalse();
        assertThat(KnownSettings.complaint("tutti.decison.quality-target", "SysPropConfigSource"))
                .startsWith(
                        "tutti.decison.quality-target is not a setting; allowed in tutti are audit, cache, catalogue,")
                .contains("decision", "training-data");
    }

    @Test
    void theListOfSettingsHasThoseOfEveryRoom() {
        Set<Class<?>> all = new ClassFileImporter()
                .importPackages("dev.tutti").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .collect(Collectors.toSet());

        assertThat(KnownSettings.ROOMS).containsExactlyInAnyOrderElementsOf(all);
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
