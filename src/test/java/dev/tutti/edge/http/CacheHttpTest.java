package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.RequestId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are given again, through the whole program; what the upstream says tells which call it was. */
@QuarkusTest
@TestProfile(SessionsProfile.class)
@WithTestResource(RememberingUpstream.class)
class CacheHttpTest {
    private static final String CHAT = "/v1/chat/completions";

    private RememberingUpstream upstream;

    @Inject
    OutcomeLog log;

    private final String prompt = "What is 6 x 7? " + UUID.randomUUID();

    @Test
    void theSecondOfTwoEqualRequestsIsAHitThatCostsNothingAndTellsTheUsageOfTheFirst() {
        Response first = ask("ann", "'temperature':0,'routing':{'cache':true}");
        int calls = upstream.calls.get();
        Response second = ask("ann", "'temperature':0,'routing':{'cache':true,'explain':true}");

        assertThat(first.header("x-tutti-cache")).isEqualTo("miss");
        assertThat(second.header("x-tutti-cache")).isEqualTo("hit");
        assertThat(upstream.calls).hasValue(calls);
        JsonPath one = first.jsonPath();
        JsonPath other = second.jsonPath();
        assertThat(said(second)).isEqualTo(said(first));
        for (String field : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
            assertThat(other.getInt("usage." + field))
                    .isEqualTo(one.getInt("usage." + field))
                    .isPositive();
        }
        assertThat(one.getDouble("usage.cost")).isPositive();
        assertThat(other.getDouble("usage.cost")).isZero();
        assertThat(other.getDouble("routing.cost_usd")).isZero();
        assertThat(second.header("x-tutti-cost-usd")).isEqualTo("0");
        assertThat(other.getString("id")).isNotEqualTo(one.getString("id"));
        assertThat(other.getString("routing.plan")).isEqualTo(one.getString("routing.plan"));
    }

    @Test
    void aHitIsARowOfItsOwnThatSaysSo() throws Exception {
        ask("ann", "'seed':7,'routing':{'cache':true}");
        String id = ask("ann", "'seed':7,'routing':{'cache':true}").jsonPath().getString("routing.request_id");

        OutcomeRow row = log.find(new RequestId(id)).orElseThrow().row();
        assertThat(row.cached()).isTrue();
        assertThat(row.calls()).isEmpty();
        assertThat(row.cost().picos()).isZero();
        given().header("Authorization", "Bearer ann")
                .get("/v1/outcomes/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void anAnswerIsGivenAgainAsAStreamAndTheOtherWayRound() {
        String whole = said(ask("ann", "'temperature':0,'routing':{'cache':true}"));

        Response streamed = ask(
                "ann",
                "'stream':true,'stream_options':{'include_usage':true},'temperature':0,'routing':{'cache':true}");

        assertThat(streamed.header("x-tutti-cache")).isEqualTo("hit");
        assertThat(streamed.contentType()).startsWith("text/event-stream");
        assertThat(streamed.asString())
                .contains("\"" + whole + "\"", "\"finish_reason\":\"stop\"", "\"cost\":0", "data: [DONE]")
                .as("what the upstream told beside its words")
                .contains("\"system_fingerprint\":\"fp_1\"");
        String other = "'stream':true,'seed':1,'routing':{'cache':true}";
        assertThat(ask("ann", other).header("x-tutti-cache")).isEqualTo("miss");
        assertThat(ask("ann", other.replace("'stream':true,", "")).header("x-tutti-cache"))
                .isEqualTo("hit");
    }

    @Test
    void anotherKeyGetsItsOwnAnswer() {
        String first = said(ask("ann", "'temperature':0,'routing':{'cache':true}"));

        Response other = ask("bob", "'temperature':0,'routing':{'cache':true}");

        assertThat(other.header("x-tutti-cache")).isEqualTo("miss");
        assertThat(said(other)).isNotEqualTo(first);
    }

    @Test
    void withoutAskingForItThereIsNoCacheAndNoHeader() {
        ask("ann", "'temperature':0,'routing':{'cache':true}");

        Response plain = ask("ann", "'temperature':0");

        assertThat(plain.headers().hasHeaderWithName("x-tutti-cache")).isFalse();
        assertThat(said(ask("ann", "'temperature':0,'routing':{'cache':false}")))
                .isNotEqualTo(said(plain));
    }

    @Test
    void theHeaderAsksLikeTheField() {
        String first = said(ask("ann", "'temperature':0,'routing':{'cache':true}"));

        Response second = request("ann")
                .header("x-tutti-cache", "true")
                .body(body("'temperature':0"))
                .post(CHAT);

        assertThat(said(second)).isEqualTo(first);
        assertThat(second.header("x-tutti-cache")).isEqualTo("hit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'routing':{'cache':true} | temperature was left out
            'temperature':0.1,'routing':{'cache':true} | temperature was 0.1
            'temperature':0,'n':2,'routing':{'cache':true} | n was 2
            'temperature':0,'logprobs':true,'routing':{'cache':true} | logprobs was true
            'temperature':0,'routing':{'cache':'yes'} | routing.cache is true or false, was "yes"
            """)
    void whereNobodyCanExpectTheSameAgainItIsRefused(String more, String why) {
        Response refused = ask("ann", more);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("error.param")).isEqualTo("routing.cache");
        assertThat(refused.jsonPath().getString("error.message")).contains(why);
    }

    @Test
    void whatARequestDoesNotSayItsKeySays() {
        Response first = ask("cat", "'temperature':0");
        Response second = ask("cat", "'temperature':0");

        assertThat(first.header("x-tutti-cache")).isEqualTo("miss");
        assertThat(second.header("x-tutti-cache")).isEqualTo("hit");
        assertThat(said(second)).isEqualTo(said(first));
        assertThat(said(ask("cat", "'temperature':0,'routing':{'cache':true}")))
                .as("said by the key or by the request is the same")
                .isEqualTo(said(first));
    }

    @Test
    void theRequestsOwnWordGoesBeforeThatOfItsKey() {
        String first = said(ask("cat", "'seed':3"));

        Response fresh = ask("cat", "'seed':3,'routing':{'cache':false}");
        Response byHeader = request("cat")
                .header("x-tutti-cache", "false")
                .body(body("'seed':3"))
                .post(CHAT);

        for (Response own : List.of(fresh, byHeader)) {
            assertThat(own.headers().hasHeaderWithName("x-tutti-cache")).isFalse();
            assertThat(said(own)).isNotEqualTo(first);
        }
        assertThat(said(ask("cat", "'seed':3"))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'user':'u'",
                "'temperature':0.1",
                "'temperature':0,'n':2",
                "'temperature':0,'logprobs':true",
            })
    void underItsKeysWordWhatIsNotTheSameEachTimeIsServedAnew(String more) {
        Response first = ask("cat", more);
        int calls = upstream.calls.get();
        Response second = ask("cat", more);

        for (Response answer : List.of(first, second)) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(answer.headers().hasHeaderWithName("x-tutti-cache")).isFalse();
        }
        assertThat(upstream.calls.get()).isGreaterThan(calls);
        assertThat(ask("cat", "'routing':{'cache':true}").statusCode()).isEqualTo(400);
    }

    @Test
    void twoKeysThatBothSayItShareNothing() {
        String first = said(ask("cat", "'temperature':0"));

        Response other = ask("dan", "'temperature':0");

        assertThat(other.header("x-tutti-cache")).isEqualTo("miss");
        assertThat(said(other)).isNotEqualTo(first);
    }

    @Test
    void manyAtOnceAreOneCall() {
        int before = upstream.calls.get();

        List<CompletableFuture<Response>> all = IntStream.range(0, 8)
                .mapToObj(_ ->
                        CompletableFuture.supplyAsync(() -> ask("ann", "'temperature':0,'routing':{'cache':true}")))
                .toList();
        List<Response> answers = all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(CacheHttpTest::said).containsOnly(said(answers.getFirst()));
        assertThat(answers)
                .filteredOn(answer -> answer.header("x-tutti-cache").equals("miss"))
                .hasSize(1);
        assertThat(upstream.calls).hasValue(before + 1);
    }

    private static String said(Response answer) {
        return answer.jsonPath().getString("choices[0].message.content");
    }

    private Response ask(String key, String more) {
        return request(key).body(body(more)).post(CHAT);
    }

    private static RequestSpecification request(String key) {
        return given().contentType("application/json").header("Authorization", "Bearer " + key);
    }

    private String body(String more) {
        return "{'model':'fair/one','messages':[{'role':'user','content':'%s'}],%s}"
                .formatted(prompt, more)
                .replace('\'', '"');
    }
}
