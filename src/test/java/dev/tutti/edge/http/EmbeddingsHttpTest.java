package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.EmbeddingLog;
import dev.tutti.memory.outcome.EmbeddingQuery;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Spending;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Period;
import dev.tutti.sense.budget.Standing;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.Plays;
import dev.tutti.serving.provider.StubUpstream;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings through the whole program and over real sockets. */
@QuarkusTest
@TestProfile(EmbeddingProfile.class)
@WithTestResource(EmbeddingStub.class)
class EmbeddingsHttpTest {
    private static final String SMALL = "{\"model\":\"embed/small\",\"input\":\"hello\"}";
    private static final int REQUESTS = 100;
    /** So many do not wait for an answer that never comes. */
    private static final int IMPATIENT = 10;

    private static final Usd BUDGET = Usd.of("0.0005");
    private static final List<String> TROUBLE = List.of(
            "vectors",
            "status 503",
            "vectors",
            "reset",
            "cut-json",
            "vectors",
            "vectors",
            "silence",
            "vectors",
            "status 429");

    private StubUpstream stub;

    @TestHTTPResource("/")
    URI service;

    @Inject
    EmbeddingLog embeddings;

    @Inject
    OutcomeLog outcomes;

    @Inject
    Accounts accounts;

    @Inject
    Spending spending;

    @Inject
    InstantSource time;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void well() {
        stub.playFor("text-small", EmbeddingStub.vectors());
        stub.playFor("embed/free", EmbeddingStub.vectors());
    }

    @Test
    void theBodyGoesOnByteForByteButForTheModelsNameAndTheRouting() {
        String body = """
                { "routing" : {"max_cost_usd": 0.01, "task":"search"}, "input":["caf\\u00e9 \\/ \\"x\\"","b"],
                  "dimensions":256 ,"model" : "embed/small","x_float":1.0, "x_small":1e-7,"x_big":123456789012345678901234567890
                  ,"x_deep":{"model":"stays","routing":[1.50]}}""";
        int before = stub.requests().size();
        ask("rich", body).then().statusCode(200);

        StubUpstream.Request sent = stub.requests().get(before);
        assertThat(sent.text()).isEqualTo("""
                        {  "input":["caf\\u00e9 \\/ \\"x\\"","b"],
                          "dimensions":256 ,"model" : "text-small","x_float":1.0, "x_small":1e-7,"x_big":123456789012345678901234567890
                          ,"x_deep":{"model":"stays","routing":[1.50]}}""");
        assertThat(sent.path()).isEqualTo("/v1/embeddings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"embed/free\",\"input\":\"a\",\"routing\":{}} | {\"model\":\"embed/free\",\"input\":\"a\"}",
                "{\"model\":\"embed/free\",\"routing\":null,\"input\":\"a\"} | {\"model\":\"embed/free\",\"input\":\"a\"}",
                "{\"model\":\"embed\\/free\",\"input\":[[1,2],[3]]} | {\"model\":\"embed/free\",\"input\":[[1,2],[3]]}",
            })
    void itGoesOnTheSameWhereverTheRoutingStands(String body, String passedOn) {
        int before = stub.requests().size();
        ask("rich", body).then().statusCode(200);

        assertThat(stub.requests().get(before).text()).isEqualTo(passedOn);
    }

    @Test
    void theAnswerComesBackAsItIsAndItsHeadersSayWhatItCost() {
        stub.playFor("text-small", EmbeddingStub.answer());

        Response answer = ask("rich", SMALL);

        assertThat(answer.asString()).isEqualTo(EmbeddingStub.ANSWER);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("x-tutti-cost-usd")).isEqualTo("0.000008");
        assertThat(answer.header("x-tutti-models")).isEqualTo("embed/small");
        assertThat(answer.header("x-tutti-overhead-ms")).isNotEmpty();
    }

    @Test
    void itsRowIsKeptBesideThoseThatOthersLearnFromAndNeverAmongThem() {
        long before = outcomes.count();

        Response answer =
                ask("rich", "{\"model\":\"embed/small\",\"input\":[\"a\",\"b\"],\"routing\":{\"task\":\"search\"}}");

        EmbeddingRow row = row(answer);
        assertThat(row.usage()).isEqualTo(Usage.of(8, 0));
        assertThat(row.cost()).isEqualTo(Usd.of("0.000008"));
        assertThat(row.inputs()).isEqualTo(2);
        assertThat(row.key()).isEqualTo(new KeyId("rich"));
        assertThat(row.task()).contains("search");
        assertThat(row.servedModel()).contains("text-small-2026");
        assertThat(row.ending()).isEqualTo(EndingKind.ANSWERED);
        assertThat(row.called()).isLessThanOrEqualTo(row.latency());
        // Training, estimates, insights and drift read what these give, and nothing else.
        assertThat(outcomes.count()).isEqualTo(before);
        assertThat(outcomes.find(row.id())).isEmpty();
        outcomes.scan(
                OutcomeQuery.all(1), labelled -> assertThat(labelled.row().id()).isNotEqualTo(row.id()));
    }

    @Test
    void whoWantsAllOfThemGetsThemAsLinesHoweverManyAPageHas() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(_ -> ask("rich", SMALL).header("x-tutti-request-id"))
                .toList();

        Response export = given().header("Authorization", "Bearer rich")
                .header("Accept", "application/x-ndjson")
                .get("/v1/outcomes?kind=embeddings&key=rich&limit=1&after=" + ids.getFirst());

        assertThat(export.contentType()).startsWith("application/x-ndjson");
        List<JsonPath> lines = export.asString().lines().map(JsonPath::from).toList();
        assertThat(lines).extracting(line -> line.getString("id")).containsExactlyElementsOf(ids.subList(1, 3));
        assertThat(lines).extracting(line -> line.getString("kind")).containsOnly("embeddings");
        Contract.assertError(
                given().header("Authorization", "Bearer rich")
                        .header("Accept", "application/x-ndjson")
                        .get("/v1/outcomes?kind=embeddings&after=nobody")
                        .asString(),
                "invalid_request");
    }

    @Test
    void whoReadsTheLogFindsItByItsIdAndByItsKind() {
        String id = ask("rich", SMALL).header("x-tutti-request-id");

        assertThat(read("/v1/outcomes/" + id).jsonPath().getString("kind")).isEqualTo("embeddings");
        List<String> ids = read("/v1/outcomes?kind=embeddings&key=rich&model=embed/small&limit=1000")
                .jsonPath()
                .getList("data.id");
        assertThat(ids).contains(id);
        assertThat(read("/v1/outcomes?kind=embeddings&key=nobody").jsonPath().getList("data"))
                .isEmpty();
        assertThat(read("/v1/outcomes?kind=embeddings&limit=1").jsonPath().getString("after"))
                .isNotEmpty();
        assertThat(read("/v1/outcomes?kind=embeddings&after=" + ids.getLast())
                        .jsonPath()
                        .getList("data.id"))
                .doesNotContain(ids.getLast());
        Contract.assertError(
                read("/v1/outcomes?kind=embeddings&strategy=single").asString(), "invalid_request");
        Contract.assertError(read("/v1/outcomes?kind=pictures").asString(), "invalid_request");
        Contract.assertError(read("/v1/outcomes?kind=embeddings&after=nobody").asString(), "invalid_request");
    }

    @Test
    void eachKindOfModelIsAskedAtItsOwnAddress() {
        String chat = "{\"model\":\"embed/small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        String plan = "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                + "\"routing\":{\"plan\":{\"strategy\":\"single\",\"model\":\"embed/small\"}}}";

        assertRefused(post("/v1/chat/completions", "rich", chat), 400, "invalid_request", "/v1/embeddings");
        assertRefused(post("/v1/route", "rich", chat), 400, "invalid_request", "/v1/embeddings");
        assertRefused(post("/v1/chat/completions", "rich", plan), 400, "invalid_request", "/v1/embeddings");
        assertRefused(ask("rich", SMALL.replace("embed/small", "chat/one")), 400, "invalid_request", "embed/small");
        assertRefused(ask("rich", SMALL.replace("embed/small", "tutti/auto")), 400, "invalid_request", "embed/small");
        assertRefused(ask("rich", SMALL.replace("embed/small", "gpt-9")), 404, "model_not_found", "embed/small");
    }

    @Test
    void noRequestOfChatEverMeetsAModelOfEmbeddings() {
        String chat = "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

        List<String> plans = post("/v1/route", "rich", chat).jsonPath().getList("candidates.plan");

        assertThat(plans).isNotEmpty().noneMatch(plan -> plan.contains("embed/"));
    }

    @Test
    void theListOfModelsTellsWhatEachIsFor() {
        Map<String, String> kinds = Map.of("embed/small", "embeddings", "chat/one", "chat", "tutti/auto", "chat");

        kinds.forEach(
                (id, kind) -> assertThat(read("/v1/models/" + id).jsonPath().getString("kind"))
                        .isEqualTo(kind));
        assertThat(read("/v1/models").jsonPath().getList("data.id")).contains("embed/small", "chat/one");
    }

    @ParameterizedTest
    @CsvSource({
        "status 503, 502, upstream_failed",
        "status 429, 502, upstream_failed",
        "status 400, 400, invalid_request",
        "status 401, 502, upstream_failed",
        "reset, 502, upstream_failed",
        "cut-json, 502, upstream_failed",
        "wrong-shape, 502, upstream_failed",
        "no-choices, 502, upstream_failed",
        "body text/html <p>, 502, upstream_failed",
        "body application/json {\"data\":[]}, 502, upstream_failed",
        "body application/json {\"data\":[{}]}{}, 502, upstream_failed",
        "huge 200000, 502, upstream_failed"
    })
    void whatAnUpstreamDoesWrongIsToldInOpenAisForm(String play, int status, String code) {
        stub.playFor("text-small", PlayScript.play(play));

        Response answer = ask("rich", SMALL);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        Contract.assertError(answer.asString(), code);
        assertThat(answer.asString()).contains("embed/small").doesNotContain("canary");
        assertThat(row(answer).ending()).isEqualTo(EndingKind.FAILED);
    }

    @Test
    void anErrorObjectUnderStatus200IsNoAnswer() {
        stub.playFor("text-small", Plays.json("{\"error\":{\"code\":\"model_loading\"}}"));

        assertRefused(ask("rich", SMALL), 502, "upstream_failed", "model_loading");
    }

    @Test
    void badLuckIsTriedAgain() {
        stub.playFor("text-small", PlayScript.play("status 503"), EmbeddingStub.vectors());

        Response answer = ask("rich", SMALL);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(row(answer).attempts()).isEqualTo(2);
        assertThat(row(answer).cost()).isEqualTo(Usd.of("0.000008"));
    }

    @Test
    void whatNobodyTellsOfTokensIsEstimatedAndSaysSo() {
        stub.playFor("text-small", Plays.json("{\"data\":[{\"embedding\":[1]}]}"));

        Usage usage = row(ask("rich", SMALL)).usage();

        assertThat(usage.estimated()).isTrue();
        assertThat(usage.prompt().count()).isBetween(1L, 20L);
    }

    @Test
    void whatComesTooLateIsToldAndTheUpstreamIsLeft() throws Exception {
        stub.playFor("text-small", PlayScript.play("silence"));

        Response answer = given().header("x-tutti-max-latency-ms", "300")
                .header("authorization", "Bearer rich")
                .contentType("application/json")
                .body(SMALL)
                .post("/v1/embeddings");

        assertRefused(answer, 504, "deadline_exceeded", "embed/small");
        assertThat(answer.header("x-should-retry")).isEqualTo("false");
        assertThat(stub.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(row(answer).status()).isEqualTo(CallStatus.TIMEOUT);
        // Nobody knows what was charged, so all that was held is.
        assertThat(row(answer).cost()).isGreaterThan(Usd.ZERO);
    }

    @Test
    void aClientThatLeavesEndsTheCall() throws Exception {
        stub.playFor("text-small", PlayScript.play("silence"));

        try (HttpClient client = client()) {
            assertThat(status(client, "rich", SMALL, Duration.ofMillis(300))).isZero();
        }

        assertThat(stub.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(Soon.holds(() -> rows("rich").getLast().ending() == EndingKind.CANCELLED, Duration.ofSeconds(5)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " ",
                "{\"model\":\"embed/small\"}",
                "{\"input\":\"a\"}",
                "{\"model\":7,\"input\":\"a\"}",
                "{\"model\":\"embed/small\",\"input\":null}",
                "{\"model\":\"embed/small\",\"input\":7}",
                "{\"model\":\"embed/small\",\"input\":{}}",
                "{\"model\":\"embed/small\",\"input\":[]}",
                "{\"model\":\"embed/small\",\"input\":[\"a\",1]}",
                "{\"model\":\"embed/small\",\"input\":[1,\"a\"]}",
                "{\"model\":\"embed/small\",\"input\":[1.5]}",
                "{\"model\":\"embed/small\",\"input\":[-1]}",
                "{\"model\":\"embed/small\",\"input\":[[]]}",
                "{\"model\":\"embed/small\",\"input\":[[1],\"a\"]}",
                "{\"model\":\"embed/small\",\"input\":[{\"image\":\"x\"}]}",
                "{\"model\":\"embed/small\",\"input\":\"a\",\"dimensions\":0}",
                "{\"model\":\"embed/small\",\"input\":\"a\",\"encoding_format\":3}",
                "{\"model\":\"embed/small\",\"input\":\"a\",\"input\":\"b\"}",
                "{\"model\":\"embed/small\",\"input\":\"a\",\"routing\":{\"plan\":{}}}",
                "{\"model\":\"embed/small\",\"input\":\"a\",\"routing\":{\"max_cost_usd\":-1}}",
                "{\"model\":\"embed/small\",\"input\":\"a\",\"routing\":7}",
                "{\"model\":\"embed/small\",\"input\":\"\\ud800\"}"
            })
    void badInputIsAClearRefusal(String body) {
        int before = stub.requests().size();

        Response answer = ask("rich", body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        Contract.assertError(answer.asString(), "invalid_request");
        assertThat(stub.requests()).hasSize(before);
    }

    @Test
    void whatARequestMayCostHoldsBeforeAnythingIsCalled() {
        int before = stub.requests().size();

        Response answer = ask("rich", SMALL.replace("}", ",\"routing\":{\"max_cost_usd\":0.000001}}"));

        assertRefused(answer, 400, "budget_infeasible", "max_cost_usd");
        assertThat(stub.requests()).hasSize(before);
    }

    @Test
    void keysSayWhoMayEmbedByWhatAndHowMuch() {
        assertRefused(ask("nobody", SMALL), 401, "invalid_api_key", "key");
        assertRefused(ask("reader", SMALL), 403, "forbidden", "chat");
        assertRefused(ask("chatty", SMALL), 403, "forbidden", "chatty");
        Response spent = ask("spent", SMALL);
        assertRefused(spent, 429, "insufficient_quota", "daily budget");
        assertThat(spent.header("x-should-retry")).isEqualTo("false");
        assertThat(ask("spent", SMALL.replace("embed/small", "embed/free")).statusCode())
                .as("what costs nothing runs on a spent key")
                .isEqualTo(200);
    }

    @Test
    void textsCountAgainstTheTokensOfTheMinuteAsTheyWereUsed() {
        Response first = ask("slow", SMALL);
        Response second = ask("slow", SMALL.replace("hello", "hello ".repeat(100)));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("x-ratelimit-limit-tokens")).isEqualTo("30");
        assertThat(Integer.parseInt(first.header("x-ratelimit-remaining-tokens")))
                .isBetween(20, 24);
        assertThat(second.statusCode()).isEqualTo(429);
        Contract.assertError(second.asString(), "rate_limit_exceeded");
    }

    @Test
    void whatIsRefusedForItsPriceTakesNoTokensOfTheMinute() {
        String tooDear = SMALL.replace("hello", "hello ".repeat(1_000))
                .replace("}", ",\"routing\":{\"max_cost_usd\":0.000001}}");

        assertRefused(ask("strict", tooDear), 400, "budget_infeasible", "max_cost_usd");

        assertThat(ask("strict", SMALL).statusCode()).isEqualTo(200);
    }

    @Test
    void aBudgetIsNeverExceededWhateverHappens() throws Exception {
        stub.playFor("text-small", trouble());
        List<Integer> statuses = crowd();

        // Which of them are answered is chance: the first to hold money may all meet trouble.
        assertThat(statuses).contains(429).isSubsetOf(0, 200, 429, 502);
        assertThat(stub.awaitIdle(Duration.ofSeconds(5))).isTrue();
        assertThat(Soon.holds(() -> standing().reserved().equals(Usd.ZERO), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(Soon.holds(() -> spentOfRows().equals(standing().spent()), Duration.ofSeconds(5)))
                .isTrue();
        Standing end = standing();
        assertThat(end.spent()).isEqualTo(spentOfRows()).isLessThanOrEqualTo(BUDGET);
        assertThat(meters.get("tutti.reserved.usd").gauge().value()).isZero();
        Accounts restarted =
                new Accounts(Map.of(new KeyId("crowd"), List.of(new Limit(Period.MONTH, BUDGET))), spending);
        assertThat(restarted.of(new KeyId("crowd")).scarcest(time.instant())).contains(end);
    }

    private Usd spentOfRows() {
        return rows("crowd").stream().map(EmbeddingRow::cost).reduce(Usd.ZERO, Usd::plus);
    }

    private List<Integer> crowd() throws Exception {
        List<Future<Integer>> all = new ArrayList<>();
        String texts = SMALL.replace("hello", "hello ".repeat(40));
        try (HttpClient client = client();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < REQUESTS; i++) {
                Duration patience = i < IMPATIENT ? Duration.ofMillis(50) : Duration.ofSeconds(60);
                all.add(threads.submit(() -> {
                    int status = status(client, "crowd", texts, patience);
                    assertThat(standing().spent().plus(standing().reserved())).isLessThanOrEqualTo(BUDGET);
                    return status;
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : all) {
            statuses.add(one.get());
        }
        return statuses;
    }

    private static Play[] trouble() {
        return IntStream.range(0, 3 * REQUESTS)
                .mapToObj(i -> TROUBLE.get(i % TROUBLE.size()))
                .map(word -> word.equals("vectors") ? EmbeddingStub.vectors() : PlayScript.play(word))
                .toArray(Play[]::new);
    }

    @Test
    void openAisClientForJavaGetsThem() {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(service.resolve("/v1").toString())
                .apiKey("rich")
                .maxRetries(0)
                .build();
        try {
            CreateEmbeddingResponse answer = client.embeddings()
                    .create(EmbeddingCreateParams.builder()
                            .model("embed/small")
                            .inputOfArrayOfStrings(List.of("one", "two"))
                            .build());

            assertThat(answer.data()).hasSize(2);
            assertThat(answer.data().getLast().embedding()).containsExactly(1f, -2f);
            assertThat(answer.usage().promptTokens()).isEqualTo(8);
        } finally {
            client.close();
        }
    }

    @Test
    void openAisClientForJavaScriptGetsThem() throws Exception {
        NodeScripts.install();

        Program tests = NodeScripts.run("embeddings.mjs", service);

        assertThat(tests.status()).as(tests.output()).isZero();
        assertThat(tests.output()).containsPattern("pass [1-9]");
    }

    private static Response ask(String key, String body) {
        return post("/v1/embeddings", key, body);
    }

    private static Response post(String path, String key, String body) {
        return given().header("authorization", "Bearer " + key)
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static Response read(String path) {
        return given().urlEncodingEnabled(false)
                .header("authorization", "Bearer rich")
                .get(path);
    }

    private static void assertRefused(Response answer, int status, String code, String says) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        Contract.assertError(answer.asString(), code);
        assertThat(answer.jsonPath().getString("error.message")).contains(says);
    }

    private EmbeddingRow row(Response answer) {
        return embeddings
                .findEmbedding(new RequestId(answer.header("x-tutti-request-id")))
                .orElseThrow();
    }

    private List<EmbeddingRow> rows(String key) {
        EmbeddingQuery all = EmbeddingQuery.all(10 * REQUESTS);
        return embeddings.page(new EmbeddingQuery(
                all.from(), all.until(), all.model(), Optional.of(new KeyId(key)), all.after(), all.limit()));
    }

    private Standing standing() {
        return accounts.of(new KeyId("crowd")).scarcest(time.instant()).orElseThrow();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** 0 of a client that left. */
    private int status(HttpClient client, String key, String body, Duration patience) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/embeddings"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + key)
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (HttpTimeoutException left) {
            return 0;
        }
    }
}
