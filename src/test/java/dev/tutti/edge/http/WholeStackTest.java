package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.notNullValue;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program with nothing scripted: real client, real HTTP on both sides, simulated models behind it. */
@QuarkusTest
@TestProfile(PracticeProfile.class)
@SuppressWarnings("deprecation") // The client's only way to fields that it does not know.
class WholeStackTest {

    private static final String QUESTION = "What is the capital of Portugal?";
    private static final String BODY =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}],\"routing\":%s}";

    @TestHTTPResource("/v1")
    URI service;

    @ConfigProperty(name = "tutti.model-store")
    Path modelStore;

    @Inject
    MeterRegistry meters;

    private OpenAIClient client;

    @BeforeEach
    void connect() {
        client = OfficialClient.to(service);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tutti/auto,",
        "tutti/single, single",
        "tutti/self-moa, self-moa",
        "tutti/self-moa-seq, self-moa-seq",
        "tutti/mixed-moa, mixed-moa",
        "tutti/moa-lite, mixed-moa",
        "tutti/cascade, cascade",
        "practice/aria-nano, single"
    })
    void theClientIsAnsweredWhateverItAsksFor(String model, String strategy) {
        ChatCompletion completion =
                client.chat().completions().create(asking(model).build()).validate();

        assertThat(completion.choices().getFirst().message().content().orElseThrow())
                .startsWith("[simulated]");
        assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
        Map<String, JsonValue> routing = routing(completion._additionalProperties());
        assertThat(routing).containsKeys("request_id", "plan", "cost_usd", "predicted_quality", "router_version");
        assertThat(routing.get("origin")).isEqualTo(JsonValue.from("simulated"));
        if (strategy != null) {
            assertThat(routing.get("strategy")).isEqualTo(JsonValue.from(strategy));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"practice/aria-nano", "tutti/self-moa", "tutti/mixed-moa", "tutti/cascade"})
    void aStreamHasOneIdARoleAFinishReasonAndItsUsageLast(String model) {
        List<ChatCompletionChunk> chunks = OfficialClient.chunks(client, asking(model));

        assertThat(chunks.stream().map(ChatCompletionChunk::id).distinct()).hasSize(1);
        assertThat(chunks.getFirst().choices().getFirst().delta().role()).isPresent();
        assertThat(chunks.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .flatMap(choice -> choice.finishReason().stream())
                        .map(Object::toString))
                .containsExactly("stop");
        ChatCompletionChunk last = chunks.getLast();
        assertThat(last.choices()).isEmpty();
        assertThat(last.usage().orElseThrow().completionTokens()).isPositive();
        assertThat(routing(last._additionalProperties())).containsKey("request_id");
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allMatch(chunk -> chunk.usage().isEmpty());
    }

    @Test
    void theClientSeesErrorsAsItsOwnTypes() {
        NotFoundException missing = catchThrowableOfType(
                NotFoundException.class,
                () -> client.chat().completions().create(asking("gpt-9").build()));
        BadRequestException poor = catchThrowableOfType(
                BadRequestException.class, () -> client.chat().completions().create(budget("max_cost_usd", 1e-9)));
        UnprocessableEntityException proud = catchThrowableOfType(
                UnprocessableEntityException.class,
                () -> client.chat()
                        .completions()
                        .create(asking("tutti/auto")
                                .putAdditionalBodyProperty(
                                        "routing",
                                        JsonValue.from(Map.of("quality_target", 1, "when_infeasible", "reject")))
                                .build()));

        assertThat(missing.code()).contains("model_not_found");
        assertThat(poor.code()).contains("budget_infeasible");
        assertThat(poor.param()).contains("routing.max_cost_usd");
        assertThat(proud.code()).contains("quality_infeasible");
    }

    @Test
    void anExactPlanIsRunAsWritten() {
        String plan =
                "{\"plan\":{\"strategy\":\"mixed-moa\",\"proposers\":[\"practice/aria-nano\",\"practice/brio-small\"],"
                        + "\"layers\":2,\"aggregator\":\"practice/aria-mini\"},\"explain\":true}";

        JsonPath answer = post("/v1/chat/completions", BODY.formatted("tutti/auto", plan))
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(answer.getList("routing.calls.model", String.class))
                .containsExactly("practice/aria-nano", "practice/brio-small", "practice/aria-mini");
        assertThat(answer.getList("routing.calls.role", String.class)).endsWith("aggregator");
        assertThat(answer.getList("routing.candidates")).hasSize(1);
    }

    @Test
    void aCascadeWhoseCallsDisagreeGrowsIntoAnEnsemble() {
        String plan = "{\"plan\":{\"strategy\":\"cascade\",\"steps\":[\"practice/aria-nano\",\"practice/brio-small\","
                + "{\"fuse\":{\"mode\":\"synthesise\",\"aggregator\":\"practice/aria-mini\"}}]},\"explain\":true}";

        JsonPath answer = post(
                        "/v1/chat/completions",
                        BODY.formatted("tutti/auto", plan).replace(QUESTION, "Write a poem about the sea."))
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(answer.getString("routing.plan")).contains("> synthesise by practice/aria-mini");
        assertThat(answer.getList("routing.calls.model", String.class))
                .containsExactly("practice/aria-nano", "practice/brio-small", "practice/aria-mini");
        assertThat(answer.getList("routing.calls.role", String.class))
                .containsExactly("proposer", "proposer", "aggregator");
        given().get("/v1/outcomes/" + answer.getString("routing.request_id"))
                .then()
                .body("plan.steps[2].do", equalTo("fuse"));
    }

    @Test
    void aDryRunExplainsEveryCandidateAndCallsNobody() {
        JsonPath before = given().get("/v1/outcomes?limit=1000").jsonPath();
        double sent = sent();

        JsonPath receipt = post("/v1/route", BODY.formatted("tutti/auto", "{}"))
                .statusCode(200)
                .body("candidates.size()", greaterThan(9))
                .extract()
                .jsonPath();

        String chosen = receipt.getString("plan");
        List<Map<String, Object>> candidates = receipt.getList("candidates");
        assertThat(candidates)
                .as("a cascade that grows into an ensemble is among them")
                .anySatisfy(candidate ->
                        assertThat(candidate.get("plan").toString()).matches("cascade\\(.* > synthesise by .*"))
                .allSatisfy(candidate -> assertThat(candidate)
                        .containsKeys(
                                "predicted_quality",
                                "quality_interval",
                                "quality_on_traffic",
                                "quality_on_traffic_interval",
                                "cost_p95_usd",
                                "cost_reserved_usd",
                                "latency_p95_ms"))
                .allSatisfy(candidate -> assertThat(candidate.get("rejected") == null)
                        .isEqualTo(candidate.get("plan").equals(chosen)));
        assertThat(given().get("/v1/outcomes?limit=1000").jsonPath().getList("data"))
                .hasSameSizeAs(before.getList("data"));
        assertThat(sent()).as("requests sent to the upstream").isEqualTo(sent);
        ask("practice/aria-nano");
        assertThat(sent()).isEqualTo(sent + 1);
    }

    /** Requests sent to the upstream so far. */
    private double sent() {
        return meters.find("tutti.provider.attempts").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aScoreComesToLieBesideItsAnswerAndInTheReport() {
        String id = ask("tutti/single");

        post("/v1/feedback", "{\"request_id\":\"chatcmpl-" + id + "\",\"score\":0.25,\"comment\":\"meh\"}")
                .statusCode(200);
        post("/v1/feedback", "{\"request_id\":\"" + id + "\",\"score\":1,\"source\":\"verifier\"}")
                .statusCode(200);

        given().get("/v1/outcomes/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("labels.score", hasItem(0.25f))
                .body("labels.source", hasItem("verifier"));
        given().get("/v1/outcomes?strategy=single&limit=1000").then().body("data.id", hasItem(id));
        given().get("/v1/insights?window=1h")
                .then()
                .statusCode(200)
                .body("requests", greaterThan(0))
                .body("drift", instanceOf(List.class));
        post("/v1/feedback", "{\"request_id\":\"nobody\",\"score\":1}")
                .statusCode(404)
                .body("error.code", equalTo("not_found"));
    }

    @Test
    void whatIsExportedCanBeImportedAndImportingItAgainAddsNothing() {
        String id = ask("tutti/cascade");
        String exported = given().accept("application/x-ndjson")
                .get("/v1/outcomes?strategy=cascade")
                .asString();
        String line = exported.lines().filter(l -> l.contains(id)).findFirst().orElseThrow();
        String other = line.replace(id, "copy-" + id);

        imported(line + "\n" + other + "\n{\"id\":5}\nnonsense\n")
                .body("duplicate", equalTo(1))
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(2))
                .body("rejections.line", equalTo(List.of(3, 4)));
        imported(other).body("duplicate", equalTo(1)).body("accepted", equalTo(0));

        given().get("/v1/outcomes/copy-" + id).then().statusCode(200).body("plan", notNullValue());
    }

    @Test
    void trainingOnAHandfulOfRowsKeepsTheRouterAndSaysWhy() {
        ask("tutti/single");

        String id = given().post("/v1/router/training")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("id");
        JsonPath ended = awaitResult(id);

        assertThat(ended.getString("result")).isIn("kept", "cancelled");
        given().delete("/v1/router/training/" + id)
                .then()
                .statusCode(202)
                .body("result", equalTo(ended.getString("result")));
        given().get("/v1/router/versions").then().statusCode(200).body("data.size()", equalTo(0));
        given().urlEncodingEnabled(false)
                .post("/v1/router:rollback")
                .then()
                .statusCode(409)
                .body("error.code", equalTo("conflict"));
        given().urlEncodingEnabled(false)
                .post("/v1/router/versions/none:promote")
                .then()
                .statusCode(404);
    }

    @Test
    void aSecondTrainingIsRefusedWhileAnotherHoldsTheLock() throws IOException {
        try (FileChannel file = FileChannel.open(
                        modelStore.resolve("training.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();

            given().post("/v1/router/training")
                    .then()
                    .statusCode(409)
                    .body("error.message", containsString("one at a time"));
        }
    }

    private static JsonPath awaitResult(String id) {
        JsonPath status = given().get("/v1/router/training/" + id).jsonPath();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (status.getString("result") == null) {
            assertThat(System.nanoTime()).as("a training of a few rows ends").isLessThan(end);
            Thread.onSpinWait();
            status = given().get("/v1/router/training/" + id).jsonPath();
        }
        return status;
    }

    private static String ask(String model) {
        return post("/v1/chat/completions", BODY.formatted(model, "{}"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("routing.request_id");
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static ValidatableResponse imported(String lines) {
        return given().urlEncodingEnabled(false)
                .contentType("application/x-ndjson; charset=UTF-8")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/outcomes:import")
                .then()
                .statusCode(200);
    }

    private static ChatCompletionCreateParams.Builder asking(String model) {
        return OfficialClient.asking(model, QUESTION);
    }

    private static ChatCompletionCreateParams budget(String field, double value) {
        return asking("tutti/auto")
                .putAdditionalBodyProperty("routing", JsonValue.from(Map.of(field, value)))
                .build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, JsonValue> routing(Map<String, JsonValue> extra) {
        return (Map<String, JsonValue>) extra.get("routing").asObject().orElseThrow();
    }
}
