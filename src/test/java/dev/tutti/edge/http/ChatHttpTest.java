package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.FailureKind;
import dev.tutti.words.chat.Usd;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ScriptedProfile.class)
class ChatHttpTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String HELLO =
            "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    @BeforeEach
    void asScripted() {
        ScriptedServing.reset();
    }

    @Test
    void anAnswerKeepsTheUpstreamsObjectAndTellsWhatItCost() {
        post(HELLO.formatted(""))
                .statusCode(200)
                .header("x-tutti-strategy", "single")
                .header("x-tutti-models", "house/small")
                .header("x-tutti-predicted-quality", "0.75")
                .header("x-tutti-cost-usd", "0.00002")
                .header("x-tutti-overhead-ms", notNullValue())
                .body("id", startsWith("chatcmpl-"))
                .body("object", equalTo("chat.completion"))
                .body("model", equalTo("small-2026"))
                .body("vendor_extra", equalTo(7))
                .body("usage.total_tokens", equalTo(12))
                .body("usage.completion_tokens_details.reasoning_tokens", equalTo(1))
                .body("usage.cost", notNullValue())
                .body("routing.quality_basis", equalTo("prior"))
                .body("routing", hasKey("degraded"))
                .body("routing.candidates", nullValue());
    }

    @Test
    void explainAddsTheWholeReceipt() {
        post(HELLO.formatted(",\"routing\":{\"explain\":true}"))
                .body("routing.candidates[0].plan", equalTo("single(house/small)"))
                .body("routing.calls[0].served_model", equalTo("small-2026"))
                .body("routing.features.schema_version", equalTo(FeatureExtractor.SCHEMA.version()))
                .body("routing.propensity", equalTo(1.0f));
    }

    @Test
    void aFinishedAnswerIsARowThatCanBeReadAndScored() {
        String id = post(HELLO.formatted("")).extract().path("routing.request_id");

        given().get("/v1/outcomes/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("audits.size()", equalTo(0));
        json().body("{\"request_id\":\"" + id + "\",\"score\":0.5}")
                .post("/v1/feedback")
                .then()
                .statusCode(200);
        given().get("/v1/outcomes/" + id).then().body("labels[0].score", equalTo(0.5f));
        given().get("/v1/outcomes?limit=1").then().body("data.size()", equalTo(1));
        assertThat(export()).contains(id);
    }

    @Test
    void anExportComesBackAsDuplicatesAndABrokenLineIsNamed() {
        post(HELLO.formatted("")).statusCode(200);

        given().urlEncodingEnabled(false)
                .body(export() + "{oops\n")
                .post("/v1/outcomes:import")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected", equalTo(1))
                .body("rejections[0].reason", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_MODEL, 400, invalid_request, model",
        "NOT_PERMITTED, 400, invalid_request, routing.models",
        "KEY_MODELS, 403, forbidden, model",
        "CONTEXT_LENGTH, 400, context_length_exceeded, messages",
        "COST, 400, budget_infeasible, routing.max_cost_usd",
        "LATENCY, 400, deadline_infeasible, routing.max_latency_ms",
        "QUALITY, 422, quality_infeasible, routing.quality_target",
        "UNDECIDED, 500, internal_error,"
    })
    void whatCannotBeServedSaysWhy(Verdict.Reason reason, int status, String code, String param) {
        ScriptedServing.INFEASIBLE.set(Optional.of(reason));

        refused(post(HELLO.formatted("")), status, code).body("error.param", equalTo(param));
        refused(post(HELLO.formatted(",\"stream\":true")), status, code);
        refused(json().body(HELLO.formatted("")).post("/v1/route").then(), status, code)
                .body("routing.candidates.size()", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "UPSTREAM, 502, upstream_failed",
        "DEADLINE, 504, deadline_exceeded",
        "BROKEN, 500, internal_error",
        "CONTEXT, 400, context_length_exceeded",
        "BUDGET, 400, budget_infeasible"
    })
    void aRunWithoutAnAnswerIsAnErrorWithItsStatus(FailureKind kind, int status, String code) {
        ScriptedServing.SCRIPT.set((_, _) ->
                new Ending.Failed(kind, "house/small: reset", false, List.of(ScriptedServing.call()), Usd.ZERO));

        refused(post(HELLO.formatted("")), status, code).body("error.message", containsString("house/small"));
        refused(post(HELLO.formatted(",\"stream\":true")), status, code);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theUnforeseenIs500AndTellsNothing(boolean error) {
        ScriptedServing.SCRIPT.set((_, _) -> {
            if (error) {
                throw new StackOverflowError("secret sk-123");
            }
            throw new IllegalStateException("secret sk-123");
        });

        for (String more : List.of("", ",\"stream\":true")) {
            Response response = json().body(HELLO.formatted(more)).post(CHAT);
            refused(response.then(), 500, "internal_error");
            assertThat(response.asString()).doesNotContain("secret");
        }
    }

    @Test
    void theUnforeseenAfterTheFirstByteIsAnErrorEventAndNoDone() {
        ScriptedServing.SCRIPT.set((_, stream) -> {
            stream.chunk(ScriptedServing.delta("hel"));
            throw new IllegalStateException("secret sk-123");
        });

        String events =
                json().body(HELLO.formatted(",\"stream\":true")).post(CHAT).asString();

        assertThat(events).contains("hel", "\"code\":\"internal_error\"").doesNotContain("[DONE]", "secret");
    }

    @Test
    void aRouterThatThrowsAgainstItsPromiseIs500WithTheErrorObject() {
        ScriptedServing.DECIDING.set(() -> {
            throw new IllegalStateException("secret sk-123");
        });

        for (String more : List.of("", ",\"stream\":true")) {
            refused(post(HELLO.formatted(more)), 500, "internal_error");
        }
        refused(json().body(HELLO.formatted("")).post("/v1/route").then(), 500, "internal_error");
    }

    @Test
    void aDryRunAnswersTheReceiptAndCallsNobody() {
        ScriptedServing.SCRIPT.set((_, _) -> {
            throw new AssertionError("nobody is called");
        });

        json().body(HELLO.formatted(""))
                .post("/v1/route")
                .then()
                .statusCode(200)
                .body("strategy", equalTo("single"))
                .body("candidates[0].rejected", nullValue());
    }

    @Test
    void badInputIsRefusedInOpenAisForm() {
        refused(post("{"), 400, "invalid_request");
        refused(post(HELLO.formatted(",\"routing\":{\"budget\":1}")), 400, "invalid_request")
                .body("error.param", equalTo("routing.budget"));
        refused(post(HELLO.replace("tutti/auto", "gpt-9").formatted("")), 404, "model_not_found");
        refused(post("x".repeat(200_000)), 413, "request_too_large");
        refused(given().contentType("text/plain").body("hi").post(CHAT).then(), 400, "invalid_request");
        refused(
                given().contentType("application/x-www-form-urlencoded")
                        .body("a=b")
                        .post(CHAT)
                        .then(),
                400,
                "invalid_request");
        refused(given().get("/v1/nowhere").then(), 404, "not_found");
        refused(given().delete(CHAT).then(), 405, "method_not_allowed");
        refused(given().get("/v1/outcomes/none").then(), 404, "not_found");
        refused(given().get("/v1/outcomes?limit=0").then(), 400, "invalid_request");
        refused(
                json().body("{\"request_id\":\"none\",\"score\":1}")
                        .post("/v1/feedback")
                        .then(),
                404,
                "not_found");
        refused(
                json().body("{\"request_id\":\"none\",\"score\":2}")
                        .post("/v1/feedback")
                        .then(),
                400,
                "invalid_request");
    }

    @Test
    void modelsAreListedVirtualOnesToo() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("data.id", org.hamcrest.Matchers.hasItems("tutti/auto", "house/large"));
        given().get("/v1/models/house/large").then().statusCode(200).body("id", equalTo("house/large"));
        given().get("/v1/models/tutti/auto").then().statusCode(200).body("owned_by", equalTo("tutti"));
        refused(given().get("/v1/models/nobody/knows").then(), 404, "model_not_found");
    }

    @Test
    void operationsAreThere() {
        post(HELLO.formatted(""));
        for (String path :
                List.of("health/ready", "health/live", "health/started", "metrics", "openapi", "swagger-ui/")) {
            given().get(operations.resolve("/q/" + path)).then().statusCode(200);
            given().get("/q/" + path).then().statusCode(404);
        }
        given().get(operations.resolve("/q/metrics")).then().body(containsString("tutti_requests_total"));
        given().get("/v1/router/versions").then().statusCode(200).body("data.size()", equalTo(0));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json").body(body).post(CHAT).then();
    }

    private static RequestSpecification json() {
        return given().contentType("application/json");
    }

    private static String export() {
        return given().accept("application/x-ndjson").get("/v1/outcomes").asString();
    }

    private static ValidatableResponse refused(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .body("error.code", equalTo(code))
                .body("error.message", notNullValue())
                .body("error.type", notNullValue())
                .body("error", hasKey("param"));
    }
}
