package dev.tutti.edge.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that ran to its end, or was ended: what it returned and all that it said. */
record Program(int status, String output) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** {@code said}: the file that keeps its output, since nobody empties a pipe while it runs. */
    static Program run(ProcessBuilder program, Path said) throws IOException, InterruptedException {
        Process process =
                program.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String output = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
            return ended
                    ? new Program(process.exitValue(), output)
                    : new Program(-1, output + "\nended after " + PATIENCE.toSeconds() + " s");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
