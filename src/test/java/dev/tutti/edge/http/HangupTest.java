package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.words.chat.Usd;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave or stop reading, with several requests on one connection. */
@QuarkusTest
@TestProfile(HangupProfile.class)
class HangupTest {
    private static final int PATIENCE_SECONDS = 20;

    @TestHTTPResource
    URI service;

    @Inject
    Drain drain;

    private final Map<String, CountDownLatch> running = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> cancelled = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void eachRunWaitsForItsWord() {
        ScriptedServing.reset();
        ScriptedServing.SCRIPT.set(this::untilTheWord);
    }

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
        assertThat(nobodyIsInside())
                .as("every request that a test began has ended")
                .isTrue();
    }

    private Ending untilTheWord(RunOrder order, AnswerStream stream) {
        String name = order.request().messages().getFirst().text();
        order.cancel().onCancel(latch(cancelled, name)::countDown);
        if (stream.wanted()) {
            stream.chunk(ScriptedServing.delta("hel"));
        }
        latch(running, name).countDown();
        awaited(cancelled, name);
        return new Ending.Cancelled(List.of(), Usd.ZERO);
    }

    @Test
    void ofSeveralStreamsOnOneConnectionOnlyTheOneThatIsResetIsCancelled() throws Exception {
        HttpClient client = vertx.createHttpClient(http2());
        HttpClientRequest first = ask(client, "first", true);
        HttpClientRequest second = ask(client, "second", true);
        HttpClientRequest third = ask(client, "third", true);
        assertThat(second.connection()).isSameAs(first.connection());

        assertThat(second.reset()).isTrue();

        assertThat(awaited(cancelled, "second")).isTrue();
        for (String later : List.of("fourth", "fifth")) {
            assertThat(ask(client, later, true).connection()).isSameAs(first.connection());
        }
        assertThat(latch(cancelled, "first").getCount()).isEqualTo(1);
        assertThat(latch(cancelled, "third").getCount()).isEqualTo(1);
        get(third.connection().close());
        assertThat(awaited(cancelled, "first")).isTrue();
        assertThat(awaited(cancelled, "third")).isTrue();
    }

    @Test
    void ofSeveralAnswersInOnePieceOnOneConnectionOnlyTheOneThatIsResetIsCancelled() throws Exception {
        HttpClient client = vertx.createHttpClient(http2());
        HttpClientRequest first = ask(client, "first", false);
        HttpClientRequest second = ask(client, "second", false);
        assertThat(second.connection()).isSameAs(first.connection());

        assertThat(second.reset()).isTrue();

        assertThat(awaited(cancelled, "second")).isTrue();
        assertThat(Soon.holds(() -> drain.inside() == 1, Duration.ofSeconds(PATIENCE_SECONDS)))
                .isTrue();
        for (String later : List.of("third", "fourth")) {
            assertThat(ask(client, later, false).connection()).isSameAs(first.connection());
        }
        assertThat(latch(cancelled, "first").getCount()).isEqualTo(1);
        get(first.connection().close());
        assertThat(awaited(cancelled, "first")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatClosesCancelsEveryRequestOnIt(boolean streamed) throws Exception {
        HttpClient client = vertx.createHttpClient(http2());
        HttpClientRequest first = ask(client, "first", streamed);
        HttpClientRequest second = ask(client, "second", streamed);
        assertThat(second.connection()).isSameAs(first.connection());

        get(second.connection().close());

        assertThat(awaited(cancelled, "first")).isTrue();
        assertThat(awaited(cancelled, "second")).isTrue();
    }

    @Test
    void anAnswerInOnePieceIsCancelledWhenItsStreamIsReset() throws Exception {
        HttpClientRequest request = ask(vertx.createHttpClient(http2()), "whole", false);

        assertThat(request.reset()).isTrue();

        assertThat(awaited(cancelled, "whole")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeptConnectionThatClosesCancelsItsLastRequest(boolean streamed) throws Exception {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(1));
        ScriptedServing.SCRIPT.set(ScriptedServing::hello);
        HttpClientRequest answered = get(request(client));
        get(answered.send(body("answered", streamed)).compose(HttpClientResponse::body));
        ScriptedServing.SCRIPT.set(this::untilTheWord);
        HttpClientRequest second = ask(client, "second", streamed);
        assertThat(second.connection()).isSameAs(answered.connection());

        get(second.connection().close());

        assertThat(awaited(cancelled, "second")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReaderThatStopsReadingCountsAsHavingLeft(boolean inOnePiece) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ScriptedServing.SCRIPT.set((order, stream) -> {
            order.cancel().onCancel(over::countDown);
            var piece = ScriptedServing.delta("x".repeat(100_000));
            for (int i = 0; i < 300 && !order.cancel().cancelled(); i++) {
                if (inOnePiece) {
                    stream.given(List.of(piece));
                } else {
                    stream.chunk(piece);
                }
            }
            return ScriptedServing.answered();
        });

        try (RawHttp client = new RawHttp(service, body("slow", true))) {
            client.lineWith("xxx");

            assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(nobodyIsInside())
                    .as("while its connection is still open")
                    .isTrue();
        }
    }

    @Test
    void whoReadsSlowlyIsServed() throws Exception {
        ScriptedServing.SCRIPT.set((order, stream) -> {
            var piece = ScriptedServing.delta("x".repeat(100_000));
            for (int i = 0; i < 100; i++) {
                stream.chunk(piece);
            }
            return ScriptedServing.answered();
        });

        try (RawHttp client = new RawHttp(service, body("steady", true))) {
            client.lineWith("[DONE]");
        }
    }

    /** A request that has not ended for the server would be waited for when that stops. */
    private boolean nobodyIsInside() {
        return Soon.holds(() -> drain.inside() == 0, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private HttpClientRequest ask(HttpClient client, String name, boolean streamed) throws Exception {
        HttpClientRequest request = get(request(client));
        var response = request.send(body(name, streamed));
        assertThat(awaited(running, name)).isTrue();
        if (streamed) {
            get(response);
        }
        return request;
    }

    private Future<HttpClientRequest> request(HttpClient client) {
        return client.request(HttpMethod.POST, service.getPort(), service.getHost(), "/v1/chat/completions")
                .onSuccess(request -> request.putHeader("Content-Type", "application/json"));
    }

    /** With prior knowledge: no upgrade. */
    private static HttpClientOptions http2() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(1);
    }

    private static String body(String name, boolean streamed) {
        return """
                {"model":"tutti/auto","stream":%s,"messages":[{"role":"user","content":"%s"}]}""".formatted(streamed, name);
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> latches, String name) {
        return latches.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }

    private static boolean awaited(Map<String, CountDownLatch> latches, String name) {
        try {
            return latch(latches, name).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
