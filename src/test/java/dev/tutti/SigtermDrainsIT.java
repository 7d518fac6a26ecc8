package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.bench.ServedTutti;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.Plays;
import dev.tutti.serving.provider.StubUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM drains: readiness goes off, nobody new is let in, what runs ends whole and is in the log. */
@Timeout(120)
class SigtermDrainsIT {

    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));

    @TempDir
    private Path folder;

    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private StubUpstream upstream;

    @BeforeEach
    void startUpstream() throws IOException {
        Play slow = exchange -> {
            if (exchange.request().body().path("stream").asBoolean()) {
                exchange.streamHead();
                exchange.write(Plays.chunks("hel"));
                gate.join();
                exchange.write(Plays.chunks("lo") + Plays.finish() + Plays.usage(10, 5) + Plays.DONE);
                exchange.endStream();
            } else {
                gate.join();
                Plays.answer("hello").on(exchange);
            }
        };
        upstream = StubUpstream.playing(slow);
    }

    @AfterEach
    void close() throws IOException {
        gate.complete(null);
        client.close();
        upstream.close();
    }

    @Test
    void whatRunsEndsWholeAndIsLoggedAndNobodyNewIsLetIn() throws Exception {
        String whole;
        String streamed;
        try (ServedTutti tutti = ServedTutti.start(JAR, folder, settings())) {
            assertThat(ready(tutti).statusCode()).isEqualTo(200);
            CompletableFuture<HttpResponse<String>> answer = ask(tutti.base(), false);
            CompletableFuture<HttpResponse<String>> stream = ask(tutti.base(), true);
            upstream.awaitRequest();
            upstream.awaitRequest();

            tutti.handle().destroy();
            while (ready(tutti).statusCode() == 200) {
                Thread.onSpinWait();
            }

            HttpResponse<String> late = ask(tutti.base(), false).join();
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).contains("\"code\":\"server_is_overloaded\"", "\"param\":null");
            assertThat(late.headers().firstValue("retry-after")).isPresent();
            assertThat(answer).isNotDone();
            assertThat(stream).isNotDone();
            assertThat(tutti.handle().isAlive()).isTrue();

            gate.complete(null);
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(answer.join().body()).contains("\"content\":\"hello\"");
            assertThat(stream.join().body()).contains("\"lo\"").endsWith("data: [DONE]\n\n");
            tutti.handle().onExit().get(30, TimeUnit.SECONDS);
            whole = id(answer.join());
            streamed = id(stream.join());
        }
        try (ServedTutti again = ServedTutti.start(JAR, folder, settings())) {
            assertThat(again.get("/v1/outcomes/" + whole).ok().path("ending").asText())
                    .isEqualTo("answered");
            assertThat(again.get("/v1/outcomes/" + streamed).ok().path("ending").asText())
                    .isEqualTo("answered");
        }
        assertThat(upstream.requests()).hasSize(2);
    }

    private Map<String, String> settings() throws IOException {
        Path catalogue = Files.writeString(folder.resolve("catalogue.yaml"), """
                models:
                  - id: far/slow
                    base-url: %s
                    wire-name: slow
                    price: {input: 1, output: 1}
                    context-window: 8000
                    max-output: 1000
                    abilities: []
                    family: far
                    size: small
                """.formatted(upstream.baseUrl()));
        return Map.of("tutti.catalogue", catalogue.toString(), "tutti.audit.rate", "0");
    }

    private HttpResponse<String> ready(ServedTutti tutti) throws Exception {
        URI health = tutti.operations().resolve("/q/health/ready");
        return client.send(HttpRequest.newBuilder(health).GET().build(), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> ask(URI base, boolean stream) {
        String question = "{\"model\":\"far/slow\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
        return client.sendAsync(
                HttpRequest.newBuilder(base.resolve("/v1/chat/completions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-tutti-request-id").orElseThrow();
    }
}
