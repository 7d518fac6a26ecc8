package dev.tutti.edge.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PracticeUpstreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Persona FAILING = Personas.cast().get(2);
    private static final SimulatedModel MODEL = new SimulatedModel(FAILING, new SimulatedMind(1, 0.5), 1);
    private static Vertx vertx;
    private static PracticeUpstream upstream;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        upstream = new PracticeUpstream(List.of(MODEL), vertx, new Pace(0), () -> Instant.EPOCH);
    }

    @AfterAll
    static void stop() {
        upstream.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aWholeAnswerHasTextReasonAndUsage() throws Exception {
        JsonNode answer = JSON.readTree(post(body("Who was first?", "")).body());

        assertThat(answer.at("/choices/0/message/content").asText()).startsWith("[simulated]");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
        assertThat(answer.at("/model").asText()).isEqualTo("practice/brio-small");
    }

    @Test
    void aStreamSaysTheSameInPiecesThenUsageThenDone() throws Exception {
        String whole = JSON.readTree(post(body("Who was first?", "")).body())
                .at("/choices/0/message/content")
                .asText();

        String stream = post(body("Who was first?", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                .body();

        StringBuilder text = new StringBuilder();
        List<String> events = stream.lines().filter(line -> !line.isEmpty()).toList();
        for (String event : events.subList(0, events.size() - 1)) {
            text.append(JSON.readTree(event.substring("data: ".length()))
                    .at("/choices/0/delta/content")
                    .asText());
        }
        assertThat(text).hasToString(whole);
        assertThat(events.getLast()).isEqualTo("data: [DONE]");
        assertThat(events.get(events.size() - 2)).contains("\"choices\":[]").contains("\"completion_tokens\"");
    }

    @Test
    void aPlayedFailurePassesWhenTheQuestionIsAskedAgain() throws Exception {
        String prompt = IntStream.range(0, 10_000)
                .mapToObj(i -> "Failing " + i)
                .filter(text -> MODEL.stumbles(Asks.sampled(text, 0, 0)))
                .findFirst()
                .orElseThrow();

        assertThat(post(body(prompt, "")).statusCode()).isEqualTo(503);
        assertThat(post(body(prompt, "")).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownModelAnUnknownPathAndABrokenBodyAreSaidSo() throws Exception {
        assertThat(post("{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("{").statusCode()).isEqualTo(400);
        HttpRequest other =
                HttpRequest.newBuilder(URI.create(upstream.url() + "/other")).build();
        assertThat(CLIENT.send(other, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void itListsItsModels() throws Exception {
        HttpRequest list =
                HttpRequest.newBuilder(URI.create(upstream.url() + "/models")).build();

        assertThat(CLIENT.send(list, HttpResponse.BodyHandlers.ofString()).body())
                .contains("practice/brio-small");
    }

    private static String body(String prompt, String more) {
        return "{\"model\":\"practice/brio-small\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\""
                + prompt + "\"}]" + more + "}";
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(upstream.url() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
