package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations of several turns through the whole program, at an upstream that has a prompt cache. */
@QuarkusTest
@TestProfile(SessionsProfile.class)
@WithTestResource(RememberingUpstream.class)
class SessionsHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAT = "/v1/chat/completions";
    private static final String BEGINNING = "Rivers are what we speak about here, at some length. ".repeat(150);

    private RememberingUpstream upstream;

    /** One that goes on as it began. */
    private final ArrayNode messages = JSON.createArrayNode();

    private final Optional<String> session = Optional.of(UUID.randomUUID().toString());

    @BeforeEach
    void itRemembers() {
        upstream.forgetful.set(false);
    }

    @Test
    void aConversationStaysWhereItsBeginningIsInACacheAndTheAnswerTellsBothCosts() {
        assertThat(turn("ann", "dear/one", session).getList("routing.models")).containsExactly("dear/one");

        JsonPath second = turn("ann", "tutti/auto", session);

        assertThat(second.getList("routing.models")).containsExactly("dear/one");
        assertThat(second.getInt("usage.prompt_tokens_details.cached_tokens")).isPositive();
        assertThat(second.getInt("routing.calls[0].cached_tokens"))
                .isEqualTo(second.getInt("usage.prompt_tokens_details.cached_tokens"));
        assertThat(cost(second, "dear/one", "cost_usd")).isLessThan(cost(second, "fair/one", "cost_usd"));
        assertThat(cost(second, "dear/one", "cost_uncached_usd"))
                .isGreaterThan(cost(second, "fair/one", "cost_uncached_usd"))
                .isGreaterThan(cost(second, "dear/one", "cost_usd"));
        assertThat(cost(second, "fair/one", "cost_uncached_usd"))
                .isEqualByComparingTo(cost(second, "fair/one", "cost_usd"));
        assertThat(charged(second)).isEqualByComparingTo(priced(second, "4", "0.4"));
        assertThat(turn("ann", "tutti/auto", session).getList("routing.models")).containsExactly("dear/one");
    }

    @Test
    void aDryRunTellsBothCostsAndLeavesNothingBehind() {
        turn("ann", "dear/one", session);

        ObjectNode body = asked("tutti/auto", session);
        JsonPath dry = send("ann", "/v1/route", body).jsonPath();

        assertThat(dry.getString("plan")).isEqualTo("single(dear/one)");
        assertThat(new BigDecimal(dry.getString("cost_usd")))
                .isLessThan(new BigDecimal(dry.getString("cost_uncached_usd")));
        assertThat(send("ann", "/v1/route", body).jsonPath().getString("cost_usd"))
                .isEqualTo(dry.getString("cost_usd"));
    }

    @Test
    void withoutASessionOrByAnotherKeyItGoesWhereItIsCheapest() {
        turn("ann", "dear/one", session);

        assertThat(turn("ann", "tutti/auto", Optional.empty()).getList("routing.models"))
                .containsExactly("fair/one");
        assertThat(turn("bob", "tutti/auto", session).getList("routing.models")).containsExactly("fair/one");
    }

    @Test
    void itLeavesWhenTheProviderTellsThatItReadsNothingFromACache() {
        turn("ann", "dear/one", session);
        upstream.forgetful.set(true);
        assertThat(turn("ann", "tutti/auto", session).getList("routing.models")).containsExactly("dear/one");

        assertThat(turn("ann", "tutti/auto", session).getList("routing.models")).containsExactly("fair/one");
    }

    @Test
    void aStreamIsATurnLikeAnyOther() {
        ObjectNode body = asked("dear/one", session).put("stream", true);
        assertThat(send("ann", CHAT, body).asString()).contains("[DONE]");
        answered("42");

        assertThat(turn("ann", "tutti/auto", session).getList("routing.models")).containsExactly("dear/one");
    }

    @Test
    void theHeaderSaysTheSameAsTheBody() {
        turn("ann", "dear/one", session);
        ObjectNode body = asked("tutti/auto", Optional.empty());

        Response answer = given().contentType("application/json")
                .header("Authorization", "Bearer ann")
                .header("x-tutti-session", session.orElseThrow())
                .body(body.toString())
                .post(CHAT);

        assertThat(answer.jsonPath().getList("routing.models")).containsExactly("dear/one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\" \"", "7", "\"a\\nb\"", "[\"a\"]"})
    void aSessionThatIsNoneIsRefusedByFieldValueAndWhatIsAllowed(String wrong) throws Exception {
        ObjectNode body = asked("tutti/auto", Optional.empty());
        ((ObjectNode) body.path("routing")).set("session", JSON.readTree(wrong));

        Response refused = send("ann", CHAT, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("error.param")).isEqualTo("routing.session");
        assertThat(refused.jsonPath().getString("error.message"))
                .startsWith("routing.session is ")
                .contains(", was ");
    }

    private JsonPath turn(String key, String model, Optional<String> in) {
        Response answer = send(key, CHAT, asked(model, in));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        JsonPath said = answer.jsonPath();
        answered(said.getString("choices[0].message.content"));
        return said;
    }

    private ObjectNode asked(String model, Optional<String> in) {
        String question = messages.isEmpty() ? BEGINNING : "And the next one?";
        messages.addObject().put("role", "user").put("content", question);
        ObjectNode body = JSON.createObjectNode().put("model", model).put("max_tokens", 20);
        body.set("messages", messages.deepCopy());
        ObjectNode routing = body.putObject("routing");
        routing.put("explain", true).put("explore", false).put("quality_target", 0.1);
        if (!model.contains("/one")) {
            routing.putArray("strategies").add("single");
        }
        in.ifPresent(name -> routing.put("session", name));
        return body;
    }

    private void answered(String text) {
        messages.addObject().put("role", "assistant").put("content", text);
    }

    private static Response send(String key, String path, ObjectNode body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + key)
                .body(body.toString())
                .post(path);
    }

    private static BigDecimal cost(JsonPath answer, String model, String field) {
        return new BigDecimal(
                answer.getString("routing.candidates.find { it.plan == 'single(" + model + ")' }." + field));
    }

    private static BigDecimal charged(JsonPath answer) {
        return new BigDecimal(answer.getString("usage.cost"));
    }

    /** By the usage that the answer tells, at prices in USD a million and 1 USD for what is written. */
    private static BigDecimal priced(JsonPath answer, String input, String cachedInput) {
        BigDecimal cached = new BigDecimal(answer.getInt("usage.prompt_tokens_details.cached_tokens"));
        BigDecimal prompt = new BigDecimal(answer.getInt("usage.prompt_tokens"));
        return prompt.subtract(cached)
                .multiply(new BigDecimal(input))
                .add(cached.multiply(new BigDecimal(cachedInput)))
                .add(new BigDecimal(answer.getInt("usage.completion_tokens")))
                .movePointLeft(6);
    }
}
