package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.serving.provider.AnthropicPlays;
import dev.tutti.serving.provider.Plays;
import dev.tutti.serving.provider.StubUpstream;
import dev.tutti.words.chat.Usd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chat completion of which an upstream that speaks Anthropic's Messages has a part, over real sockets on both sides. */
@QuarkusTest
@TestProfile(TalkativeProfile.class)
@WithTestResource(AnthropicStub.class)
class AnthropicUpstreamHttpTest {
    /** 3 fresh and 5 written tokens at 1 USD a million, 4 cached ones at half of it, 6 of the answer at 2. */
    private static final Usd COST = Usd.of("0.000022");

    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object'}}}]";

    private StubUpstream stub;

    @ConfigProperty(name = TalkativeProfile.FILE)
    Path log;

    @BeforeEach
    void allAreWell() {
        stub.playFor("claude/one", Plays.asWanted(AnthropicPlays.answer("42"), AnthropicPlays.stream("4", "2")));
        stub.playFor("other/one", Plays.good("42"));
    }

    @Test
    void anAnswerIsAChatCompletion() {
        String said = ask("claude/one", "").asString();

        Contract.assertAnswer(said, "42", COST);
        JsonPath answer = JsonPath.from(said);
        assertThat(answer.getString("model")).isEqualTo("claude-served");
        assertThat(answer.getInt("usage.prompt_tokens")).isEqualTo(12);
        assertThat(answer.getInt("usage.prompt_tokens_details.cached_tokens")).isEqualTo(4);
        assertThat(answer.getInt("usage.completion_tokens")).isEqualTo(6);
        assertThat(said).doesNotContain("stop_reason", "input_tokens");
    }

    @Test
    void aStreamIsOfChunks() {
        String said = ask("claude/one", ",'stream':true,'stream_options':{'include_usage':true}")
                .asString();

        Contract.assertStream(said, "42", COST);
        assertThat(said).doesNotContain("message_start", "event:");
    }

    /** 3 fresh tokens at 1 USD a million, 4 read at 0.1, 5 written at 1.25, 6 of the answer at 2. */
    @Test
    void aConversationIsKeptInTheProvidersCacheAndWhatThatCostsIsCharged() {
        String answer = converse("/v1/chat/completions", LONG, "").asString();

        JsonNode sent = stub.requests().getLast().body();
        assertThat(sent.at("/messages/0/content/0/cache_control/type").asText()).isEqualTo("ephemeral");
        Contract.assertAnswer(answer, "42", Usd.of("0.00002165"));
        assertThat(JsonPath.from(answer).getInt("usage.prompt_tokens_details.cache_write_tokens"))
                .isEqualTo(5);
        String id = JsonPath.from(answer).getString("routing.request_id");
        JsonPath row = given().get("/v1/outcomes/" + id).jsonPath();
        assertThat(row.getInt("calls[0].usage.cache_written")).isEqualTo(5);
    }

    @Test
    void whatIsSetAsideForAConversationCoversThatAllOfItIsWritten() {
        Usd kept = reserved(LONG, "'session':'s1'");
        Usd plain = reserved(LONG, "'task':'t1'");

        assertThat(kept.picos() - plain.picos())
                .as("of 1.25 USD and 1 USD a million")
                .isGreaterThanOrEqualTo(Usd.of("0.00000025").picos() * 1_500);
        String between = ",'max_cost_usd':" + new Usd((kept.picos() + plain.picos()) / 2).dollars();
        int before = stub.requests().size();
        assertThat(converse("/v1/chat/completions", LONG, between).statusCode()).isEqualTo(400);
        assertThat(stub.requests()).hasSize(before);
    }

    @Test
    void whatIsNoConversationIsNotMarkedAndNeitherIsAShortOne() {
        ask("claude/keeps", "");
        assertThat(stub.requests().getLast().text()).doesNotContain("cache_control");

        String said = converse("/v1/chat/completions", "6 x 7?", "").asString();

        assertThat(stub.requests().getLast().text()).doesNotContain("cache_control");
        Contract.assertAnswer(said, "42", Usd.of("0.0000204"));
    }

    /** As a conversation's: 5 tokens are written at 1.25 USD a million. */
    @Test
    void aPromptThatTheCallerMarksInMessagesIsKeptAndWhatThatCostsIsCharged() {
        Response answer = message("claude/keeps", LONG, MARK, "");

        JsonNode sent = stub.requests().getLast().body();
        assertThat(sent.at("/messages/0/content/0/cache_control").toString()).isEqualTo("{\"type\":\"ephemeral\"}");
        assertThat(sent.has("cache_control")).isFalse();
        assertThat(Usd.of(answer.jsonPath().getString("routing.cost_usd"))).isEqualTo(Usd.of("0.00002165"));
        assertThat(answer.jsonPath().getInt("usage.cache_creation_input_tokens"))
                .isEqualTo(5);
    }

    /** What was found for the same without a mark must not be given again for it. */
    @Test
    void whatIsSetAsideForAMarkedPromptCoversThatAllOfItIsWritten() {
        Usd kept = reserved(LONG, "'session':'s1'", ",'max_tokens':50");
        Usd plain = reserved(LONG, "'task':'t1'", ",'max_tokens':50");
        String between = ",'routing':{'max_cost_usd':" + new Usd((kept.picos() + plain.picos()) / 2).dollars() + "}";
        assertThat(message("claude/keeps", LONG, "", between).statusCode()).isEqualTo(200);
        int before = stub.requests().size();

        Response refused = message("claude/keeps", LONG, MARK, between);

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
        assertThat(stub.requests()).hasSize(before);
        String enough = ",'routing':{'max_cost_usd':" + kept.dollars() + "}";
        assertThat(message("claude/keeps", LONG, MARK, enough).statusCode()).isEqualTo(200);
    }

    @Test
    void noUpstreamThatDoesNotSayWhatKeepingCostsHearsOfAMark() {
        for (String model : List.of("claude/one", "other/one")) {
            assertThat(message(model, LONG, MARK, MARK).statusCode()).isEqualTo(200);
            assertThat(stub.requests().getLast().text()).as(model).doesNotContain("cache_control", "ephemeral");
        }
    }

    @Test
    void aMarkThatIsNoneIsNoReasonToRefuse() {
        Response answer = message("claude/keeps", LONG, ",'cache_control':7", ",'cache_control':'x'");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stub.requests().getLast().text()).doesNotContain("cache_control");
    }

    /** Its fields are passed on as they are, and ask for nothing. */
    @Test
    void aMarkInAChatCompletionIsTheUpstreamsToRead() {
        markedChat("claude/keeps");
        assertThat(stub.requests().getLast().text()).doesNotContain("cache_control");

        markedChat("other/one");
        assertThat(stub.requests()
                        .getLast()
                        .body()
                        .at("/messages/0/content/0/cache_control/type")
                        .asText())
                .isEqualTo("ephemeral");
    }

    private static final String MARK = ",'cache_control':{'type':'ephemeral'}";

    private void markedChat(String model) {
        assertThat(sent("/v1/chat/completions", model, LONG, MARK, "").statusCode())
                .isEqualTo(200);
    }

    private Response message(String model, String text, String inBlock, String beside) {
        return sent("/v1/messages", model, text, inBlock, beside);
    }

    private Response sent(String path, String model, String text, String inBlock, String beside) {
        stub.playFor("claude/keeps", AnthropicPlays.answer("42"));
        String body =
                "{'model':'%s','max_tokens':50,'messages':[{'role':'user','content':[{'type':'text','text':'%s'%s}]}]%s}"
                        .formatted(model, text, inBlock, beside)
                        .replace('\'', '"');
        return given().contentType("application/json").body(body).post(path);
    }

    private static final String LONG = "Rivers are what we speak about here, at some length. ".repeat(150);

    private Usd reserved(String text, String routing) {
        return reserved(text, routing, "");
    }

    private Usd reserved(String text, String routing, String beside) {
        String body = "{'model':'claude/keeps','messages':[{'role':'user','content':'%s'}],'routing':{%s}%s}"
                .formatted(text, routing, beside)
                .replace('\'', '"');
        JsonPath dry = given().contentType("application/json")
                .body(body)
                .post("/v1/route")
                .jsonPath();
        return Usd.of(dry.getString("candidates[0].cost_reserved_usd"));
    }

    private Response converse(String path, String text, String routing) {
        stub.playFor("claude/keeps", AnthropicPlays.answer("42"));
        String body =
                "{'model':'claude/keeps','messages':[{'role':'user','content':'%s'}],'routing':{'session':'s1'%s}}"
                        .formatted(text, routing)
                        .replace('\'', '"');
        return given().contentType("application/json").body(body).post(path);
    }

    @Test
    void aCallOfAToolIsOne() throws Exception {
        stub.playFor(
                "claude/one",
                Plays.json(AnthropicPlays.message(
                        "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"look\",\"input\":{\"at\":1}}", "tool_use")));

        JsonPath answer = ask("claude/one", TOOLS).jsonPath();

        assertThat(answer.getString("choices[0].finish_reason")).isEqualTo("tool_calls");
        assertThat(answer.getString("choices[0].message.tool_calls[0].function.arguments"))
                .isEqualTo("{\"at\":1}");
        JsonNode sent = stub.requests().getLast().body();
        assertThat(sent.at("/tools/0/input_schema/type").asText()).isEqualTo("object");
    }

    @Test
    void aMixtureMayAskModelsOfBothKinds() {
        Response response = ask(
                "tutti/auto",
                ",'routing':{'plan':{'strategy':'mixed-moa','proposers':['claude/one','other/one'],"
                        + "'aggregator':'claude/one'}}");

        assertThat(response.jsonPath().getString("choices[0].message.content")).isEqualTo("42");
        assertThat(response.jsonPath().getList("routing.models")).contains("claude/one", "other/one");
    }

    @Test
    void aStreamThatBreaksIsToldAsBroken() {
        stub.playFor(
                "claude/one",
                Plays.events(
                        AnthropicPlays.start() + AnthropicPlays.texts("4") + AnthropicPlays.error("overloaded_error")));

        Contract.assertBrokenStream(ask("claude/one", ",'stream':true").asString(), "upstream_failed");
    }

    @Test
    void whatItHasNoWordsForIsRefusedByName() {
        Response response = ask("claude/one", ",'n':2");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.asString()).contains("n above 1", "models that can: other/one");
    }

    @Test
    void whatItFindsWrongIsTheCallersToMendAndNoKeyIsTold() throws Exception {
        stub.playFor("claude/one", AnthropicPlays.status(400, "invalid_request_error"));
        Response invalid = ask("claude/one", "");
        stub.playFor("claude/one", AnthropicPlays.status(401, "authentication_error"));
        Response rejected = ask("claude/one", "");

        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.asString()).contains("top_p: too much");
        assertThat(rejected.statusCode()).as(rejected.asString()).isNotEqualTo(401);
        assertThat(stub.requests())
                .anyMatch(request -> request.header("x-api-key").equals(Optional.of(AnthropicStub.KEY)));
        assertThat(invalid.asString() + invalid.headers() + rejected.asString() + rejected.headers())
                .doesNotContain(AnthropicStub.KEY);
        assertThat(Files.readString(log)).isNotEmpty().doesNotContain(AnthropicStub.KEY);
    }

    private static Response ask(String model, String more) {
        String body = "{'model':'%s','max_tokens':50,'messages':[{'role':'user','content':'6 x 7?'}]%s}"
                .formatted(model, more);
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/chat/completions");
    }
}
