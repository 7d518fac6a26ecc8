package dev.tutti.edge.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The packaged program in a process of its own, on a free loopback port, with folders of its own, reached over HTTP as
 * any client would. Its output goes to {@code tutti.log} in the work folder. Closing ends the process, and so does the end
 * of this program, by a signal too; {@code kill -9} alone leaves it behind.
 */
public final class ServedTutti implements Tutti, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    static final String MODEL_STORE = "model-store";
    private static final int SERVER_FAULT = 500;
    private static final Duration POLL = Duration.ofMillis(20);

    private final ChildProgram program;
    private final Process process;
    private final URI base;
    private final URI operations;
    private final Path log;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();

    private ServedTutti(ChildProgram program, Ports ports, Path log) {
        this.program = program;
        this.process = program.process();
        this.base = URI.create("http://127.0.0.1:" + ports.service());
        this.operations = URI.create("http://127.0.0.1:" + ports.operations());
        this.log = log;
    }

    /**
     * Starts the program of {@code jar} and waits until it is ready; {@link IllegalStateException} with the end of its
     * output when it does not become so within a minute.
     *
     * @param work an empty folder: the model store and the training data come to lie in it
     * @param settings {@code tutti.*} and {@code quarkus.*} settings
     */
    public static ServedTutti start(Path jar, Path work, Map<String, String> settings) throws IOException {
        return start(jar, work, List.of("-Xmx768m"), settings);
    }

    /** The virtual machine's options of {@code ./tutti serve}, which the launcher tells in a property. */
    static List<String> asServed() {
        return List.of(System.getProperty("tutti.serve-options", "-Xmx400m -Xms32m -XX:+UseCompactObjectHeaders")
                .split(" "));
    }

    /** With these options of the virtual machine. */
    static ServedTutti start(Path jar, Path work, List<String> options, Map<String, String> settings)
            throws IOException {
        Ports ports = Ports.free();
        Path log = work.resolve("tutti.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=" + ports.service(),
                "-Dquarkus.management.port=" + ports.operations(),
                "-Dtutti.model-store=" + work.resolve(MODEL_STORE),
                "-Dtutti.training-data=" + work.resolve("training-data")));
        command.addAll(1, options);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString(), "serve"));
        ProcessBuilder program =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        ServedTutti tutti = new ServedTutti(ChildProgram.start(program::start), ports, log);
        try {
            tutti.awaitReady();
        } catch (IOException | RuntimeException e) {
            tutti.close();
            throw e;
        }
        return tutti;
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                // Also where nobody is let in without a key.
                if (send(request("/v1/models").GET().build()).status() < SERVER_FAULT) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // Not listening yet.
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        String output = Files.readString(log);
        throw new IllegalStateException(
                "the program did not become ready: " + output.substring(Math.max(0, output.length() - 2_000)));
    }

    public URI base() {
        return base;
    }

    /** Of health and metrics. */
    public URI operations() {
        return operations;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    Path modelStore() {
        return log.resolveSibling(MODEL_STORE);
    }

    @Override
    public Reply get(String path) {
        return send(request(path).GET().build());
    }

    /** All meters, as the operations port shows them. */
    String metrics() {
        return exchange(HttpRequest.newBuilder(operations.resolve("/q/metrics"))
                        .timeout(Duration.ofSeconds(30))
                        .GET()
                        .build())
                .body();
    }

    @Override
    public Reply post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    public Reply postLines(String path, String lines) {
        return send(request(path)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build());
    }

    /** Asks for training and waits for its end; the finished job as {@code GET /v1/router/training/{id}} tells it. */
    public JsonNode train() {
        Reply started = post("/v1/router/training", json.createObjectNode());
        if (started.status() != 202) {
            throw new IllegalStateException("training did not start: " + started);
        }
        String job = "/v1/router/training/" + started.body().path("id").asText();
        while (true) {
            JsonNode state = get(job).body();
            if (!state.path("result").isNull() && !state.path("result").isMissingNode()) {
                return state;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    public ObjectNode object() {
        return json.createObjectNode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(5));
    }

    private Reply send(HttpRequest request) {
        HttpResponse<String> response = exchange(request);
        try {
            return new Reply(
                    response.statusCode(),
                    json.readTree(response.body()),
                    response.headers().firstValue(Reply.REQUEST_ID));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        program.close();
        client.close();
    }

    /** Status and JSON body of an answer, and the request's id where it got one. */
    public record Reply(int status, JsonNode body, Optional<String> requestId) {
        static final String REQUEST_ID = "x-tutti-request-id";

        /** The body, when all went well; {@link IllegalStateException} with the error otherwise. */
        public JsonNode ok() {
            if (status / 100 != 2) {
                throw new IllegalStateException("HTTP " + status + ": " + body);
            }
            return body;
        }
    }
}
