package dev.tutti;

import dev.tutti.edge.bench.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged program under strace, on a free loopback port. Closing ends the program, and with it the tracer. */
final class TracedTutti implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process tracer;
    private final URI base;

    private TracedTutti(Process tracer, URI base) {
        this.tracer = tracer;
        this.base = base;
    }

    static TracedTutti start(Path folder, Path trace, String durability) throws IOException {
        Ports ports = Ports.free();
        List<String> command = new ArrayList<>(SystemCalls.tracing(trace));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=" + ports.service(),
                "-Dquarkus.management.port=" + ports.operations(),
                "-Dtutti.model-store=" + folder.resolve("model-store"),
                "-Dtutti.training-data=" + folder.resolve("training-data"),
                "-Dtutti.training-data.durability=" + durability,
                "-Dtutti.practice.latency-scale=0",
                "-Dtutti.practice.failure-scale=0",
                "-Dtutti.audit.rate=0",
                "-jar",
                JAR.toString(),
                "serve"));
        Path log = folder.resolve("tutti.log");
        Process tracer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        TracedTutti tutti = new TracedTutti(tracer, URI.create("http://127.0.0.1:" + ports.service()));
        while (!tutti.answers()) {
            if (!tracer.isAlive()) {
                throw new IllegalStateException("it did not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return tutti;
    }

    private boolean answers() {
        try {
            return send(HttpRequest.newBuilder(base.resolve("/v1/models")).GET())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The whole body of the answer. */
    String ask(boolean stream) throws IOException {
        String question = """
            {"model":"practice/aria-nano","stream":%s,"messages":[{"role":"user","content":"Name a river."}]}""".formatted(stream);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(base.resolve("/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    /** The tracer ends with the program; ended itself, it would leave the program behind. */
    @Override
    public void close() {
        client.close();
        tracer.descendants().forEach(ProcessHandle::destroy);
        tracer.onExit()
                .completeOnTimeout(tracer, 60, TimeUnit.SECONDS)
                .thenRun(() -> tracer.descendants().forEach(ProcessHandle::destroyForcibly))
                .join();
    }
}
