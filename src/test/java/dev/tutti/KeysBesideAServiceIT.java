package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.bench.ServedTutti;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command makes the first key beside a running service, which lets its holder in and everyone else no longer. */
class KeysBesideAServiceIT {

    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));
    private static final Duration SEEN = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    /** How a command ended. */
    private record Ran(int exit, String out, String err) {}

    @Test
    void aKeyWorksInTheServiceUntilTheCommandRevokesIt() throws Exception {
        try (ServedTutti tutti = ServedTutti.start(JAR, folder, Map.of("tutti.practice.latency-scale", "0"));
                HttpClient client = HttpClient.newHttpClient()) {
            Ran created = keys("create", "--scopes", "admin");
            String key = created.out().strip();

            assertThat(created.exit()).as(created.err()).isZero();
            assertThat(key).matches("tutti_[A-Za-z0-9_-]{43}");
            assertThat(status(tutti, client, key, 200)).isEqualTo(200);
            assertThat(tutti.get("/v1/keys").status()).isEqualTo(401);

            Ran again = keys("create", "--scopes", "admin");
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.err()).contains("there is a key admin; revoke it first, or choose another name");
            assertThat(keys("create", "poor", "--scopes", "chat", "--daily-budget-usd", "-1"))
                    .satisfies(ran -> assertThat(ran.exit()).isEqualTo(2))
                    .satisfies(ran -> assertThat(ran.err()).contains("tutti: --daily-budget-usd is above 0"));
            assertThat(keys("list").out()).startsWith("admin  admin  created ").doesNotContain(key);

            assertThat(keys("revoke", "admin").exit()).isZero();
            assertThat(status(tutti, client, key, 401)).isEqualTo(401);
        }
    }

    /** As soon as it is as expected, at the latest when the service must have seen the change. */
    private static int status(ServedTutti tutti, HttpClient client, String key, int expected) throws Exception {
        HttpRequest list = HttpRequest.newBuilder(tutti.base().resolve("/v1/keys"))
                .header("Authorization", "Bearer " + key)
                .build();
        long end = System.nanoTime() + SEEN.toNanos();
        int status = client.send(list, HttpResponse.BodyHandlers.discarding()).statusCode();
        while (status != expected && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            status = client.send(list, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
        return status;
    }

    private Ran keys(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dtutti.model-store=" + folder.resolve("model-store"),
                "-Dtutti.training-data=" + folder.resolve("training-data"),
                "-jar",
                JAR.toString(),
                "keys"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process program = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(program.exitValue(), Files.readString(out), Files.readString(err));
    }
}
