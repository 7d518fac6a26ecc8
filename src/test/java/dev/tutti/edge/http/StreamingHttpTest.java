package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.FailureKind;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.StreamDraft;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ScriptedProfile.class)
class StreamingHttpTest {

    private static final String STREAM =
            "{\"model\":\"tutti/auto\",\"stream\":true%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String USAGE = ",\"stream_options\":{\"include_usage\":true}";

    @TestHTTPResource
    URI service;

    @BeforeEach
    void asScripted() {
        ScriptedServing.reset();
    }

    @Test
    void aStreamHasOneIdOneCreatedARoleAReasonTheUsageAndAnEnd() throws IOException {
        List<JsonNode> chunks = chunks(post(STREAM.formatted(USAGE)));

        assertThat(chunks.stream().map(c -> c.path("id").asText()).distinct()).hasSize(1);
        assertThat(chunks.stream().map(c -> c.path("created").asLong()).distinct())
                .hasSize(1);
        assertThat(chunks).allMatch(c -> c.path("object").asText().equals("chat.completion.chunk"));
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(chunks.get(2).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks.subList(0, 3))
                .allMatch(c -> c.has("usage") && c.path("usage").isNull());
        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(12);
        assertThat(chunks.getLast().at("/usage/cost").decimalValue()).isEqualByComparingTo("0.00002");
        assertThat(chunks.getLast().at("/routing/strategy").asText()).isEqualTo("single");
    }

    @Test
    void aDraftComesAsReasoningBeforeTheAnswerAndIsNoPartOfIt() throws IOException {
        AtomicReference<StreamDraft> asked = new AtomicReference<>(StreamDraft.OFF);
        ScriptedServing.SCRIPT.set((order, stream) -> {
            asked.set(stream.draft());
            ObjectNode draft = ScriptedServing.delta("");
            ((ObjectNode) draft.at("/choices/0/delta")).removeAll().put("reasoning_content", "perhaps hello");
            stream.chunk(draft);
            return ScriptedServing.hello(order, stream);
        });

        List<JsonNode> chunks = chunks(post(STREAM.formatted(USAGE + ",\"routing\":{\"stream_draft\":true}")));

        assertThat(asked).hasValue(StreamDraft.FIRST);
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(chunks.getFirst().at("/choices/0/delta/reasoning_content").asText())
                .isEqualTo("perhaps hello");
        assertThat(chunks.stream()
                        .map(c -> c.at("/choices/0/delta/content").asText(""))
                        .collect(Collectors.joining()))
                .isEqualTo("hello");
        assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(12);
        assertThat(chunks.getLast().at("/routing/strategy").asText()).isEqualTo("single");
    }

    @Test
    void aDraftOfAnAnswerInOnePieceIsRefused() {
        Response refused = post(STREAM.formatted(",\"routing\":{\"stream_draft\":\"incremental\"}")
                .replace("\"stream\":true", "\"stream\":false"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("error.param")).isEqualTo("routing.stream_draft");
        assertThat(refused.jsonPath().getString("error.message")).contains("only when stream is true");
    }

    @Test
    void withoutIncludeUsageNoChunkSpeaksOfIt() throws IOException {
        Response response = post(STREAM.formatted(""));

        assertThat(chunks(response)).hasSize(3).noneMatch(c -> c.has("usage"));
        assertThat(response.header("x-tutti-strategy")).isEqualTo("single");
        assertThat(response.header("x-tutti-request-id")).isNotBlank();
        assertThat(response.contentType()).startsWith("text/event-stream");
    }

    @Test
    void anAnswerThatNobodyStreamedComesInOnePiece() throws IOException {
        ScriptedServing.SCRIPT.set((_, _) -> ScriptedServing.answered());

        List<JsonNode> chunks = chunks(post(STREAM.formatted("")));

        assertThat(chunks.getFirst().at("/choices/0/delta/content").asText()).isEqualTo("hello");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void afterTheFirstByteAFailureIsAnErrorEventAndNoEnd() {
        ScriptedServing.SCRIPT.set((_, stream) -> {
            stream.chunk(ScriptedServing.delta("hel"));
            return new Ending.Failed(
                    FailureKind.UPSTREAM, "house/small: reset", true, List.of(ScriptedServing.call()), Usd.ZERO);
        });

        String text = post(STREAM.formatted("")).asString();

        assertThat(text)
                .contains("data: {\"error\":{\"message\":\"house/small: reset\"")
                .doesNotContain("[DONE]");
    }

    @Test
    void eachEventLeavesBeforeTheNextIsMadeAndHeartbeatsComeMeanwhile() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedServing.SCRIPT.set((_, stream) -> {
            stream.proposing(0, 3);
            await(seen);
            stream.chunk(ScriptedServing.delta("hel"));
            return ScriptedServing.answered();
        });

        try (RawHttp client = new RawHttp(service, STREAM.formatted(""))) {
            assertThat(client.lineWith(":").contains("200")).isFalse();
            client.lineWith(": tutti proposing 0/3");
            client.lineWith(": tutti proposing 0/3");
            seen.countDown();
            client.lineWith("hel");
            client.lineWith("[DONE]");
        }
    }

    @Test
    void aModelThatIsSilentForTheTimeOfAHeartbeatIsSaidToWork() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedServing.SCRIPT.set((order, stream) -> {
            await(seen);
            return ScriptedServing.hello(order, stream);
        });

        try (RawHttp client = new RawHttp(service, STREAM.formatted(""))) {
            client.lineWith(": tutti working");
            client.lineWith(": tutti working");
            seen.countDown();
            client.lineWith("hel");
            client.lineWith("[DONE]");
        }
    }

    @Test
    void whoWaitsForAnEqualRequestHearsThatItLivesAndIsToldOfNoTimeOfTuttisForIt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedServing.SCRIPT.set((order, stream) -> {
            running.countDown();
            await(seen);
            return ScriptedServing.hello(order, stream);
        });
        String equal = STREAM.formatted(",\"temperature\":0,\"user\":\"waits\",\"routing\":{\"cache\":true}");

        try (RawHttp first = new RawHttp(service, equal)) {
            await(running);
            CompletableFuture<Response> whole =
                    CompletableFuture.supplyAsync(() -> post(equal.replace("\"stream\":true,", "")));
            try (RawHttp second = new RawHttp(service, equal)) {
                second.lineWith("x-tutti-request-id");
                second.lineWith(": tutti waiting for an equal request");
                second.lineWith(": tutti waiting for an equal request");
                seen.countDown();
                second.lineWith("hello");
                second.lineWith("[DONE]");
            }
            first.lineWith("[DONE]");
            assertThat(whole.get().header("x-tutti-cache")).isEqualTo("hit");
            assertThat(Double.parseDouble(whole.get().header("x-tutti-overhead-ms")))
                    .as("of two seconds that it waited")
                    .isLessThan(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesCancelsTheRun(boolean streamed) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        ScriptedServing.SCRIPT.set((order, stream) -> {
            order.cancel().onCancel(cancelled::countDown);
            if (streamed) {
                stream.proposing(0, 1);
            }
            running.countDown();
            await(cancelled);
            return new Ending.Cancelled(List.of(), Usd.ZERO);
        });

        String body = streamed ? STREAM.formatted("") : STREAM.formatted("").replace("true", "false");
        try (RawHttp client = new RawHttp(service, body)) {
            assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            if (streamed) {
                client.lineWith("proposing");
            }
        }

        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSlowReaderHoldsTheRunBackAndALeavingOneLetsItGo() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ScriptedServing.SCRIPT.set((order, stream) -> {
            long sent = 0;
            while (!order.cancel().cancelled() && sent < 1_000_000) {
                stream.chunk(ScriptedServing.delta("x".repeat(1_000)));
                sent++;
            }
            if (sent < 1_000_000) {
                over.countDown();
            }
            return new Ending.Cancelled(List.of(), Usd.ZERO);
        });

        try (RawHttp client = new RawHttp(service, STREAM.formatted(""))) {
            client.lineWith("xxx");
        }

        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing came within 20 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Response post(String body) {
        return given().contentType("application/json").body(body).post("/v1/chat/completions");
    }

    /** The chunks of a stream that ends as it should. */
    private static List<JsonNode> chunks(Response response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString()).endsWith("data: [DONE]\n\n");
        ObjectMapper mapper = new ObjectMapper();
        return response.asString()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError("not JSON: " + line, e);
                    }
                })
                .toList();
    }
}
