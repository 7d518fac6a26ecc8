package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Paces;
import dev.tutti.memory.tenancy.Spending;
import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.budget.Period;
import dev.tutti.sense.budget.Standing;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
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

/**
 * Promise 2, per key, through the whole program and over real sockets: retries, hedges, cancelled losers, unknown costs
 * and callers who leave, from two hundred requests at once.
 */
@QuarkusTest
@TestProfile(KeyBudgetProfile.class)
@WithTestResource(FaultStub.class)
class KeyBudgetIsNeverExceededTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS = 200;
    private static final Usd BUDGET = Usd.of("0.01");
    /** So many do not wait for an answer that never comes. */
    private static final int IMPATIENT = 20;

    /** So many answers tell how fast a model is. */
    private static final int QUICK = 60;

    private static final Duration PATIENT = Duration.ofSeconds(60);

    /** Every few calls something else happens. */
    private static final List<String> TROUBLE = List.of(
            "answer 42",
            "status 503",
            "drip 2 42",
            "answer 43",
            "reset",
            "answer 42",
            "drip 5 42",
            "answer 44",
            "cut 42");

    private static final String UNANSWERED = "{'strategy':'single','model':'bad/hasty'}";

    private static final List<String> PLANS = List.of(
            "{'strategy':'single','model':'bad/one'}",
            "{'strategy':'self-moa','model':'bad/one','samples':3,'aggregator':'good/agg'}",
            "{'strategy':'mixed-moa','proposers':['bad/one','good/a','good/b'],'aggregator':'good/agg'}",
            "{'strategy':'cascade','steps':['bad/one','good/a','good/b'],'agree':2}");

    private StubUpstream stub;

    @TestHTTPResource("/v1/chat/completions")
    URI chat;

    @TestHTTPResource("/v1/route")
    URI route;

    @Inject
    OutcomeLog log;

    @Inject
    Accounts accounts;

    @TestHTTPResource("/v1/router/pacing")
    URI pacing;

    @TestHTTPResource("/v1/budgets")
    URI budgets;

    @Inject
    Spending spending;

    @Inject
    Paces paces;

    @Inject
    InstantSource time;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void allAreWell() {
        List.of("bad/one", "good/a", "good/b", "good/agg")
                .forEach(model -> stub.playFor(model, PlayScript.play("answer 42")));
    }

    @Test
    void twoHundredRequestsAtOnceOnANearlySpentKey() throws Exception {
        hedged();
        stub.playFor("bad/hasty", PlayScript.play("silence"));
        stub.playFor("bad/one", trouble(3 * REQUESTS));
        stub.playFor("good/a", trouble(REQUESTS));

        List<Integer> statuses = crowd();

        assertThat(statuses).contains(200, 429).isSubsetOf(0, 200, 429, 502);
        assertThat(stub.awaitIdle(Duration.ofSeconds(5))).isTrue();
        Standing end = standing("crowd");
        List<OutcomeRow> rows = rows("crowd");
        Usd cost = rows.stream().map(OutcomeRow::cost).reduce(Usd.ZERO, Usd::plus);
        assertThat(end.reserved()).isEqualTo(Usd.ZERO);
        assertThat(end.spent()).isEqualTo(cost).isLessThanOrEqualTo(BUDGET);
        assertThat(meters.get("tutti.reserved.usd").gauge().value()).isZero();
        List<CallRecord> calls =
                rows.stream().flatMap(row -> row.calls().stream()).toList();
        assertThat(calls).as("retries").anyMatch(call -> call.attempts() > 1);
        assertThat(calls).as("cancelled").anyMatch(call -> call.status() == CallStatus.CANCELLED);
        Accounts restarted =
                new Accounts(Map.of(new KeyId("crowd"), List.of(new Limit(Period.MONTH, BUDGET))), spending);
        assertThat(restarted.of(new KeyId("crowd")).scarcest(time.instant())).contains(end);
    }

    /** Late proposers are asked once more here, now that it is known how fast they are. */
    private void hedged() throws Exception {
        String panel = body(PLANS.get(2), false);
        try (HttpClient client = client()) {
            for (int i = 0; i < QUICK; i++) {
                ask(client, chat, "rich", panel, PATIENT);
            }
            stub.playFor("good/a", PlayScript.play("drip 3 42"));
            ask(client, chat, "rich", panel, PATIENT);
        }
        assertThat(rows("rich").stream().flatMap(row -> row.calls().stream()))
                .anyMatch(call -> call.role() == CallRole.HEDGE);
    }

    private List<Integer> crowd() throws Exception {
        List<Future<Integer>> all = new ArrayList<>();
        try (HttpClient client = client();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                all.add(threads.submit(() -> one(client, number)));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : all) {
            statuses.add(one.get());
        }
        return statuses;
    }

    /** The status; 0 of one that left. While they run, too, no more is spent and held than there is. */
    private int one(HttpClient client, int number) throws Exception {
        boolean impatient = number < IMPATIENT;
        String plan = impatient ? UNANSWERED : PLANS.get(number % PLANS.size());
        Duration patience = impatient ? Duration.ofMillis(200) : PATIENT;
        try {
            return ask(client, chat, "crowd", body(plan, number % 3 == 0), patience)
                    .statusCode();
        } catch (HttpTimeoutException left) {
            return 0;
        } finally {
            Standing now = standing("crowd");
            assertThat(now.spent().plus(now.reserved())).isLessThanOrEqualTo(BUDGET);
        }
    }

    @Test
    void aSpentKeyIsToldWhatIsSpentWhenItBeginsAnewAndNotToTryAgain() throws Exception {
        int before = stub.requests().size();
        try (HttpClient client = client()) {
            for (boolean streamed : List.of(true, false)) {
                HttpResponse<String> refusal = ask(client, chat, "spent", body(PLANS.getFirst(), streamed), PATIENT);

                assertThat(refusal.statusCode()).isEqualTo(429);
                Contract.assertError(refusal.body(), "insufficient_quota");
                assertThat(error(refusal).path("type").asText()).isEqualTo("insufficient_quota");
                assertThat(error(refusal).path("message").asText())
                        .contains("the key spent has $0.000001 left of its daily budget of $0.000001")
                        .contains("$0 are spent", "single(bad/one)")
                        .endsWith(Period.DAY
                                .next(Period.DAY.first(time.instant()))
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .toString());
                assertThat(refusal.headers().firstValue("x-should-retry")).contains("false");
                assertThat(refusal.headers().firstValue("x-tutti-request-id")).isPresent();
                assertThat(refusal.headers().firstValue("retry-after")).isEmpty();
            }
            HttpResponse<String> dry = ask(client, route, "spent", body(PLANS.getFirst(), false), PATIENT);
            assertThat(dry.statusCode()).isEqualTo(429);
            assertThat(JSON.readTree(dry.body())
                            .at("/routing/targets/max_cost_bound_by")
                            .asText())
                    .isEqualTo("key");
        }
        assertThat(stub.requests()).hasSize(before);
        assertThat(rows("spent")).isEmpty();
    }

    @Test
    void whatIsLeftCapsTheRequestAndTheReceiptSaysSo() throws Exception {
        try (HttpClient client = client()) {
            String body = body(PLANS.getFirst(), false);

            JsonNode poor =
                    JSON.readTree(ask(client, chat, "poor", body, PATIENT).body());
            JsonNode rich =
                    JSON.readTree(ask(client, chat, "rich", body, PATIENT).body());

            assertThat(poor.at("/routing/targets/max_cost_usd").decimalValue()).isEqualByComparingTo("0.004");
            assertThat(poor.at("/routing/targets/max_cost_bound_by").asText()).isEqualTo("key");
            assertThat(rich.at("/routing/targets/max_cost_usd").decimalValue()).isEqualByComparingTo("0.1");
            assertThat(rich.at("/routing/targets/max_cost_bound_by").asText()).isEqualTo("request");
            assertThat(standing("poor").spent()).isEqualTo(Usd.of("0.00002"));
            assertThat(rows("poor")).allMatch(row -> row.receipt().targets().boundByKey());
            assertThat(rows("rich")).noneMatch(row -> row.receipt().targets().boundByKey());
        }
    }

    @Test
    void whatIsLeftOfBudgetsIsToldByKeyToWhoMayReadAndWithoutAnyInMeters() throws Exception {
        try (HttpClient client = client()) {
            HttpRequest get = HttpRequest.newBuilder(budgets)
                    .header("authorization", "Bearer paced")
                    .build();
            JsonNode data = JSON.readTree(client.send(get, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .path("data");

            List<String> keys = new ArrayList<>();
            double least = 1;
            for (JsonNode one : data) {
                keys.add(one.path("key").asText());
                least = Math.min(least, one.path("share_left").asDouble());
            }
            assertThat(keys).containsExactly("crowd", "paced", "poor", "rich", "spent");
            assertThat(data.path(2).path("period").asText()).isEqualTo("monthly");
            assertThat(data.path(2).path("left_usd").decimalValue())
                    .isEqualByComparingTo(standing("poor").left().dollars());
            assertThat(meters.get("tutti.key.budget.left").gauge().value()).isEqualTo(least, within(1e-4));
            assertThat(meters.getMeters())
                    .noneMatch(meter -> meter.getId().getTags().stream()
                            .anyMatch(tag -> tag.getKey().equals("key")));
        }
    }

    @Test
    void aPacedKeyTellsItsPriceInAnswersStateAndMetersAndGoesOnFromItAfterARestart() throws Exception {
        try (HttpClient client = client()) {
            JsonNode answer = JSON.readTree(ask(client, chat, "paced", body(PLANS.getFirst(), false), PATIENT)
                    .body());
            HttpRequest get = HttpRequest.newBuilder(pacing)
                    .header("authorization", "Bearer paced")
                    .build();
            JsonNode state = JSON.readTree(client.send(get, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .at("/data/0");

            assertThat(answer.at("/routing/targets/gain_per_usd").asDouble()).isEqualTo(100_000, within(5_000.0));
            assertThat(answer.at("/routing/targets/chosen_by").asText()).isEqualTo("price");
            assertThat(state.path("key").asText()).isEqualTo("paced");
            assertThat(state.path("mean_cost_usd").decimalValue()).isEqualByComparingTo("0.00001");
            assertThat(state.path("saved_usd").asDouble()).isEqualTo(-0.00001, within(1e-12));
            assertThat(meters.get("tutti.key.saved.usd").gauge().value())
                    .isEqualTo(state.path("saved_usd").asDouble());
            assertThat(meters.get("tutti.key.gain.per.usd").gauge().value())
                    .isEqualTo(state.path("gain_per_usd").asDouble());
            Pace stood = paces.pace(new KeyId("paced")).orElseThrow();
            assertThat(stood.ahead()).isEqualTo(-1, within(1e-6));
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static HttpResponse<String> ask(HttpClient client, URI where, String key, String body, Duration patience)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(where)
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + key)
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String body(String plan, boolean streamed) {
        return """
                {'model':'tutti/auto','max_tokens':50,'stream':%s,'messages':[{'role':'user','content':'6 x 7?'}],
                'routing':{'plan':%s}}""".formatted(streamed, plan).replace('\'', '"');
    }

    private static JsonNode error(HttpResponse<String> refusal) throws IOException {
        return JSON.readTree(refusal.body()).path("error");
    }

    private static Play[] trouble(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> PlayScript.play(TROUBLE.get(i % TROUBLE.size())))
                .toArray(Play[]::new);
    }

    private Standing standing(String key) {
        return accounts.of(new KeyId(key)).scarcest(time.instant()).orElseThrow();
    }

    private List<OutcomeRow> rows(String key) {
        OutcomeQuery all = OutcomeQuery.all(10 * REQUESTS);
        List<OutcomeRow> rows = new ArrayList<>();
        log.scan(
                new OutcomeQuery(
                        all.from(),
                        all.until(),
                        all.strategy(),
                        all.model(),
                        Optional.of(new KeyId(key)),
                        all.task(),
                        all.auditOf(),
                        all.after(),
                        all.limit()),
                labelled -> rows.add(labelled.row()));
        return rows;
    }
}
