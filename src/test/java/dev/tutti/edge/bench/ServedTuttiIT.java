package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.practice.SimulatedRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark of the packaged program, with the program that it starts. */
@Timeout(120)
class ServedTuttiIT {
    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));

    @TempDir
    private Path folder;

    @Test
    void whatABenchmarkStartedEndsWithItWhenASignalEndsIt() throws Exception {
        Process bench = bench();
        try {
            ProcessHandle served = awaitChild(bench);

            bench.destroy();

            assertThat(bench.waitFor(60, TimeUnit.SECONDS)).isTrue();
            served.onExit().get(10, TimeUnit.SECONDS);
        } finally {
            bench.descendants().forEach(ProcessHandle::destroyForcibly);
            bench.destroyForcibly();
        }
    }

    private Process bench() throws IOException {
        SimulatedRecordings recordings = new SimulatedRecordings(7, 0.5);
        Path data = Files.write(
                folder.resolve("some_outcomes.jsonl"),
                IntStream.range(0, 100).mapToObj(recordings::line).toList());
        Files.writeString(folder.resolve("prices.json"), SimulatedRecordings.prices());
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dtutti.home=" + JAR.toAbsolutePath().getParent().resolve("../.."),
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        JAR.toString(),
                        "bench",
                        "routing",
                        "--quick",
                        "--data",
                        data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bench.log").toFile())
                .start();
    }

    private ProcessHandle awaitChild(Process bench) throws IOException {
        while (bench.isAlive()) {
            Optional<ProcessHandle> child = bench.children().findAny();
            if (child.isPresent()) {
                return child.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("it started nothing: " + Files.readString(folder.resolve("bench.log")));
    }
}
