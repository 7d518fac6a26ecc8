package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.memory.tenancy.KeyRegister;
import dev.tutti.memory.tenancy.KeyRegister.Made;
import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.chat.KeyId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are made, listed and revoked over HTTP, and what holds for who shows them. */
@QuarkusTest
@TestProfile(StoredKeysProfile.class)
class StoredKeysHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAT =
            "{'model':'practice/aria-nano','messages':[{'role':'user','content':'hi'}]%s}".replace('\'', '"');

    @Inject
    KeyRegister register;

    private String admin = "";

    /** As {@code ./tutti keys create --scopes admin} does it. */
    @BeforeEach
    void makeTheFirstKey() {
        admin = register.create(new KeyId("admin"), Set.of(Scope.ADMIN), KeyTerms.NONE) instanceof Made.Issued issued
                ? issued.key()
                : "none";
    }

    @AfterEach
    void revokeAll() {
        register.keys().forEach(key -> register.revoke(key.caller().key()));
    }

    @Test
    void aKeyIsShownOnceListedWithoutItsHashAndWorksUntilItIsRevoked() throws IOException {
        Response created = create("'name':'team-a','scopes':['chat'],'monthly_budget_usd':30");
        String key = created.jsonPath().getString("key");

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(created.header("cache-control")).isEqualTo("no-store");
        assertThat(key).startsWith("tutti_");
        assertThat(ask(key, "").statusCode()).isEqualTo(200);
        assertThat(as(admin)
                        .body(CHAT.formatted(""))
                        .post("/v1/chat/completions")
                        .statusCode())
                .isEqualTo(403);

        Response list = as(admin).get("/v1/keys");
        assertThat(list.asString()).doesNotContain("tutti_", "sha256", "hash");
        JsonNode told = listed(list, "team-a");
        assertThat(told.path("scopes").get(0).asText()).isEqualTo("chat");
        assertThat(told.path("monthly_budget_usd").decimalValue()).isEqualByComparingTo("30");
        assertThat(told.has("daily_budget_usd")).isFalse();
        assertThat(told.path("created_at").asText()).endsWith("Z");
        assertThat(told.path("revoked_at").isNull()).isTrue();

        assertThat(as(admin).delete("/v1/keys/team-a").statusCode()).isEqualTo(200);
        assertThat(ask(key, "").statusCode()).isEqualTo(401);
        assertThat(as(admin).delete("/v1/keys/team-a").statusCode()).isEqualTo(404);
        assertThat(listed(as(admin).get("/v1/keys"), "team-a")
                        .path("revoked_at")
                        .asText())
                .endsWith("Z");
    }

    @Test
    void onceAKeyIsMadeNobodyComesInWithoutOne() {
        assertThat(given().get("/v1/models").statusCode()).isEqualTo(401);
        assertThat(given().get("/v1/keys").statusCode()).isEqualTo(401);
    }

    @Test
    void theBudgetOfAKeyThatWasMadeBoundsItsRequests() throws IOException {
        String key = create("'name':'poor','scopes':['chat'],'daily_budget_usd':0.000000000001")
                .jsonPath()
                .getString("key");

        Response refused = ask(key, "");

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(429);
        Contract.assertError(refused.asString(), "insufficient_quota");
        assertThat(refused.jsonPath().getString("error.message")).contains("the key poor has");
    }

    @Test
    void aKeyUsesItsModelsAloneWhateverARequestAsksFor() throws IOException {
        String key = create(
                        "'name':'narrow','scopes':['chat'],'models':{'allow':['practice/*'],'deny':['*/aria-nano']}")
                .jsonPath()
                .getString("key");

        Response named = ask(key, "");
        Response auto = as(key).body(
                        CHAT.replace("practice/aria-nano", "tutti/auto").formatted(""))
                .post("/v1/route");
        Response none = as(key).body(CHAT.replace("practice/aria-nano", "tutti/auto")
                        .formatted(",\"routing\":{\"models\":{\"allow\":[\"practice/aria-nano\"]}}"))
                .post("/v1/chat/completions");

        assertThat(named.statusCode()).as(named.asString()).isEqualTo(403);
        Contract.assertError(named.asString(), "forbidden");
        assertThat(named.jsonPath().getString("error.message")).contains("practice/aria-nano", "denied */aria-nano");
        assertThat(auto.statusCode()).as(auto.asString()).isEqualTo(200);
        assertThat(auto.jsonPath().getList("candidates.plan", String.class))
                .isNotEmpty()
                .noneMatch(plan -> plan.contains("aria-nano"));
        assertThat(none.statusCode()).as(none.asString()).isEqualTo(400);
        assertThat(none.jsonPath().getString("error.param")).isEqualTo("routing.models");
        assertThat(as(key).get("/v1/models/practice/aria-nano").statusCode()).isEqualTo(404);
        assertThat(as(key).get("/v1/models").jsonPath().getList("data.id", String.class))
                .contains("tutti/auto")
                .doesNotContain("practice/aria-nano");
        assertThat(listed(as(admin).get("/v1/keys"), "narrow")
                        .at("/models/deny/0")
                        .asText())
                .isEqualTo("*/aria-nano");
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgainAndEachAnswerHowMuchIsLeft() throws IOException {
        String key = create("'name':'busy','scopes':['chat'],'requests_per_minute':2")
                .jsonPath()
                .getString("key");

        Response first = ask(key, "");
        Response second = ask(key, ",\"stream\":true");
        Response third = ask(key, "");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(first.header("x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(first.header("x-ratelimit-reset-requests")).matches("[0-9.]+s");
        assertThat(first.header("x-ratelimit-limit-tokens")).isNull();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(third.statusCode()).as(third.asString()).isEqualTo(429);
        Contract.assertError(third.asString(), "rate_limit_exceeded");
        assertThat(third.jsonPath().getString("error.message")).startsWith("the key busy may make 2 requests a minute");
        assertThat(Integer.parseInt(third.header("retry-after"))).isBetween(1, 30);
        assertThat(third.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(as(key).body(CHAT.formatted("")).post("/v1/route").statusCode())
                .isEqualTo(429);
        assertThat(ask(admin, "").headers().hasHeaderWithName("x-ratelimit-limit-requests"))
                .isFalse();
    }

    @Test
    void whatAnAnswerUsesBeyondWhatIsLeftIsOwed() throws IOException {
        String rich = create("'name':'rich','scopes':['chat'],'tokens_per_minute':1000")
                .jsonPath()
                .getString("key");
        String poor = create("'name':'scant','scopes':['chat'],'tokens_per_minute':1")
                .jsonPath()
                .getString("key");

        Response answer = ask(rich, "");
        long used = answer.jsonPath().getLong("usage.total_tokens");
        long left = Long.parseLong(answer.header("x-ratelimit-remaining-tokens"));
        assertThat(left).isBetween(1_000 - used, 1_050 - used);

        assertThat(ask(poor, "").statusCode()).isEqualTo(200);
        Response second = ask(poor, "");
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(429);
        assertThat(second.jsonPath().getString("error.message")).startsWith("the key scant may use 1 tokens a minute");
        assertThat(Integer.parseInt(second.header("retry-after"))).isGreaterThan(60);
    }

    @Test
    void whatARequestLeavesOpenIsAsItsKeySaysAndTheReceiptTellsIt() throws IOException {
        String key = create(
                        "'name':'own','scopes':['chat','read'],'defaults':{'quality_target':0.61,'max_cost_usd':0.02,"
                                + "'max_latency_ms':8000,'when_infeasible':'cheapest','task':'reviews'}")
                .jsonPath()
                .getString("key");

        JsonNode open = JSON.readTree(ask(key, "").asString());
        JsonNode named = JSON.readTree(
                ask(key, ",\"routing\":{\"quality_target\":0.5,\"max_latency_ms\":9000,\"task\":\"other\"}")
                        .asString());

        JsonNode targets = open.at("/routing/targets");
        assertThat(targets.path("quality_target").asDouble()).isEqualTo(0.61);
        assertThat(targets.path("max_cost_usd").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(targets.path("max_latency_ms").asDouble()).isEqualTo(8_000);
        assertThat(targets.path("when_infeasible").asText()).isEqualTo("cheapest");
        assertThat(named.at("/routing/targets/quality_target").asDouble()).isEqualTo(0.5);
        assertThat(named.at("/routing/targets/max_cost_usd").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(named.at("/routing/targets/max_latency_ms").asDouble()).isEqualTo(9_000);
        assertThat(tasks(key)).containsExactlyInAnyOrder("reviews", "other");
        assertThat(listed(as(admin).get("/v1/keys"), "own").at("/defaults").toString())
                .isEqualTo("{\"quality_target\":0.61,\"max_cost_usd\":0.02,\"max_latency_ms\":8000,"
                        + "\"when_infeasible\":\"cheapest\",\"task\":\"reviews\"}");
    }

    @Test
    void theAnswersOfAKeyThatWasMadeWithACacheAreGivenAgainUntilItIsRevoked() throws IOException {
        String key = create("'name':'again','scopes':['chat'],'defaults':{'cache':true}")
                .jsonPath()
                .getString("key");

        assertThat(ask(key, ",\"temperature\":0").header("x-tutti-cache")).isEqualTo("miss");
        assertThat(ask(key, ",\"temperature\":0").header("x-tutti-cache")).isEqualTo("hit");
        assertThat(listed(as(admin).get("/v1/keys"), "again").at("/defaults").toString())
                .isEqualTo("{\"cache\":true}");

        as(admin).delete("/v1/keys/again");
        String next = create("'name':'again','scopes':['chat'],'defaults':{'cache':true}")
                .jsonPath()
                .getString("key");
        assertThat(ask(next, ",\"temperature\":0").header("x-tutti-cache")).isEqualTo("miss");
    }

    private static List<String> tasks(String key) {
        return as(key).get("/v1/outcomes?key=own").jsonPath().getList("data.features.task", String.class);
    }

    @Test
    void aSecondKeyOfANameIsAConflictThatSaysWhatToDo() throws IOException {
        create("'name':'team-a','scopes':['chat']");

        Response second = create("'name':'team-a','scopes':['read']");

        assertThat(second.statusCode()).isEqualTo(409);
        Contract.assertError(second.asString(), "conflict");
        assertThat(second.jsonPath().getString("error.message"))
                .isEqualTo("there is a key team-a; revoke it first, or choose another name");
    }

    @Test
    void whatNoKeyCanBeIsRefusedByItsField() throws IOException {
        refusedAs("name", "'scopes':['chat']");
        refusedAs("name", "'name':'a b','scopes':['chat']");
        refusedAs("scopes", "'name':'a'");
        refusedAs("scopes", "'name':'a','scopes':[]");
        refusedAs("scopes", "'name':'a','scopes':['root']");
        refusedAs("daily_budget_usd", "'name':'a','scopes':['chat'],'daily_budget_usd':0");
        refusedAs("models.allow[0]", "'name':'a','scopes':['chat'],'models':{'allow':['']}");
        refusedAs("models.allow", "'name':'a','scopes':['chat'],'models':{'allow':[]}");
        refusedAs("requests_per_minute", "'name':'a','scopes':['chat'],'requests_per_minute':1.5");
        refusedAs("tokens_per_minute", "'name':'a','scopes':['chat'],'tokens_per_minute':0");
        refusedAs("defaults.quality_target", "'name':'a','scopes':['chat'],'defaults':{'quality_target':2}");
        refusedAs("defaults.cache", "'name':'a','scopes':['chat'],'defaults':{'cache':'yes'}");
        refusedAs("defaults.plan", "'name':'a','scopes':['chat'],'defaults':{'plan':{}}");
        refusedAs("sha256", "'name':'a','scopes':['chat'],'sha256':'00'");
    }

    private void refusedAs(String param, String body) throws IOException {
        Response refused = create(body);
        assertThat(refused.statusCode()).as("%s: %s", body, refused.asString()).isEqualTo(400);
        Contract.assertError(refused.asString(), "invalid_request");
        assertThat(refused.jsonPath().getString("error.param")).isEqualTo(param);
    }

    private Response create(String fields) {
        return as(admin).body(("{" + fields + "}").replace('\'', '"')).post("/v1/keys");
    }

    private static Response ask(String key, String more) {
        return as(key).body(CHAT.formatted(more)).post("/v1/chat/completions");
    }

    private static RequestSpecification as(String key) {
        return given().auth().oauth2(key).contentType("application/json");
    }

    /** The last one of that name. */
    private static JsonNode listed(Response list, String name) throws IOException {
        JsonNode found = JSON.missingNode();
        for (JsonNode key : JSON.readTree(list.asString()).path("data")) {
            if (key.path("name").asText().equals(name)) {
                found = key;
            }
        }
        return found;
    }
}
