package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in the configuration is said at the start, in one line that names the key, and not by the first request. */
class ABrokenConfigurationStopsTheStartIT {

    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tutti.presets.x=42 | tutti.presets.x is a plan as JSON or YAML",
                "tutti.keys.a.sha256=zz tutti.keys.a.scopes=chat | tutti.keys.a.sha256 is the SHA-256 of the key in 64 hex digits",
                "tutti.oidc.audience=tutti | tutti.oidc.issuer is needed where tutti.oidc.audience is set",
                "tutti.oidc.issuer=https://idp.example | tutti.oidc.audience is needed beside tutti.oidc.issuer",
                "tutti.oidc.issuer=https://idp.example tutti.oidc.audience=t tutti.oidc.clock-skew=1h | tutti.oidc.clock-skew=1h must be at most 5m",
                "tutti.oidc.isuer=https://idp.example | tutti.oidc.isuer is not a setting; allowed in tutti.oidc are algorithms,",
                "tutti.verifiers.sums.regex=[ | configuration tutti.verifiers.sums: regex is a regular expression of RE2",
                "tutti.training-data=/dev/null/x | tutti.training-data: /dev/null/x/outcomes.db cannot be used",
                "tutti.decision.quality-target=2 tutti.http.stream-queue=0 | tutti.decision.quality-target=2 must be less than or equal to 1; tutti.http.stream-queue=0 must be greater than or equal to 1",
                "quarkus.http.port=18081 quarkus.management.port=18081 | quarkus.http.port (--port) and quarkus.management.port are both 18081 at hosts that overlap (127.0.0.1, 127.0.0.1): allowed are two ports",
                "quarkus.http.ssl.certificate.key-store-file=FOLDER/a.p12 quarkus.http.ssl-port=18081 quarkus.management.host=0.0.0.0 quarkus.management.port=18081 | quarkus.http.ssl-port and quarkus.management.port are both 18081 at hosts that overlap (127.0.0.1, 0.0.0.0): allowed are two ports",
                "tutti.decision.max-latency=abc quarkus.http.port=no | quarkus.http.port=no: allowed is a whole number; tutti.decision.max-latency=abc: allowed is a duration such as 500ms, 30s, 5m, 1h or PT1M30S",
                "quarkus.config.locations=FOLDER/a.properties | configuration: tutti.training.every=banana in FOLDER/a.properties: allowed is a duration",
                "tutti.decision.quality-targt=0.5 | tutti.decision.quality-targt is not a setting; allowed in tutti.decision are cache-size,",
                "tutti.decison.quality-target=0.5 | configuration: tutti.decison.quality-target is not a setting; allowed in tutti are audit,",
                "tutti.execution.prompts.folder=/nowhere | tutti.execution.prompts.folder=/nowhere: a folder of prompts"
            })
    @Timeout(60)
    void oneLineNamesTheKey(String settings, String complaint) throws Exception {
        Files.writeString(folder.resolve("a.properties"), "tutti.training.every=banana\n");

        Process program = start(placed(settings).split(" "));

        assertThat(program.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("err")))
                .singleElement()
                .asString()
                .startsWith("tutti: ")
                .contains(placed(complaint))
                .doesNotContain("SRCFG", "Exception");
        assertThat(Files.readString(folder.resolve("out"), StandardCharsets.UTF_8))
                .doesNotContain("\tat ", "Exception");
    }

    private String placed(String text) {
        return text.replace("FOLDER", folder.toString());
    }

    private Process start(String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0",
                "-Dtutti.model-store=" + folder.resolve("model-store"),
                "-Dtutti.training-data=" + folder.resolve("training-data")));
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("-jar", JAR.toString(), "serve"));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }
}
