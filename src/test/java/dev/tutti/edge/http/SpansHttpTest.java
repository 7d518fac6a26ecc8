package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a trace is told of a request, over real sockets on both sides. */
@QuarkusTest
@TestProfile(SpansProfile.class)
@WithTestResource(FaultStub.class)
class SpansHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CANARY = "canary5d1e7";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String NOT_SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-00";
    private static final String MIXED =
            "{'strategy':'mixed-moa','proposers':['bad/one','good/a'],'aggregator':'good/b'}";

    private StubUpstream stub;

    @TestHTTPResource
    URI service;

    @BeforeEach
    void allAreWell() {
        for (String model : new String[] {"bad/one", "good/a", "good/b"}) {
            stub.playFor(model, PlayScript.read("answer " + CANARY));
        }
        SpansProfile.SPANS.reset();
    }

    @Test
    void aMixedPlanIsASpanForEachCallBeneathThatOfItsRequest() {
        Response answer = ask(MIXED, false);

        SpanData request = request(4);
        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.getName()).isEqualTo("POST /v1/chat/completions");
        assertThat(text(request, "tutti.request_id")).isEqualTo(answer.header("x-tutti-request-id"));
        assertThat(text(request, "tutti.strategy")).isEqualTo("mixed-moa");
        assertThat(text(request, "tutti.plan")).isEqualTo(answer.jsonPath().getString("routing.plan"));
        assertThat(text(request, "tutti.result")).isEqualTo("answered");
        assertThat(number(request, "tutti.quality_target")).isBetween(0.0, 1.0);
        assertThat(number(request, "tutti.predicted_quality")).isBetween(0.0, 1.0);
        assertThat(number(request, "tutti.cost_usd"))
                .isEqualTo(answer.jsonPath().getDouble("routing.cost_usd"));
        List<SpanData> calls = calls();
        assertThat(calls)
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("chat bad/one", "chat good/a", "chat good/b");
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(call.getTraceId()).isEqualTo(request.getTraceId());
            assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(text(call, "gen_ai.operation.name")).isEqualTo("chat");
            assertThat(text(call, "gen_ai.provider.name")).isEqualTo("openai");
            assertThat(whole(call, "gen_ai.usage.input_tokens")).isEqualTo(10);
            assertThat(whole(call, "gen_ai.usage.output_tokens")).isEqualTo(5);
            assertThat(call.getAttributes().get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")))
                    .containsExactly("stop");
            assertThat(text(call, "gen_ai.response.id")).isNotEmpty();
            assertThat(text(call, "gen_ai.response.model")).isNotEmpty();
            assertThat(text(call, "tutti.request_id")).isEqualTo(text(request, "tutti.request_id"));
        });
        assertThat(calls)
                .extracting(call -> text(call, "tutti.role"))
                .containsExactlyInAnyOrder("proposer", "proposer", "aggregator");
    }

    @Test
    void aStreamIsTracedAsOne() {
        ask("{'strategy':'single','model':'good/a'}", true);

        SpanData request = request(2);
        assertThat(text(request, "tutti.result")).isEqualTo("answered");
        SpanData call = calls().getFirst();
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(call.getAttributes().get(AttributeKey.booleanKey("gen_ai.request.stream")))
                .isTrue();
        assertThat(number(call, "gen_ai.response.time_to_first_chunk")).isPositive();
        assertThat(whole(call, "gen_ai.usage.output_tokens")).isEqualTo(5);
    }

    @Test
    void aCallThatFailsIsAnErrorAndItsRepetitionNoSpanOfItsOwn() {
        stub.playFor("bad/one", PlayScript.read("status 503"));

        ask(MIXED, false);

        assertThat(text(request(4), "tutti.degraded")).isNotEmpty();
        SpanData failed = call("chat bad/one");
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(failed, "error.type")).isEqualTo("broken");
        assertThat(text(failed, "tutti.status")).isEqualTo("upstream_error");
        assertThat(whole(failed, "tutti.attempts")).isEqualTo(2);
    }

    @Test
    void aCallIsCancelledWhenItsClientLeavesAndThatIsNobodysError() throws Exception {
        stub.playFor("bad/one", PlayScript.read("silence"));
        int before = stub.requests().size();
        try (RawHttp client = new RawHttp(service, body("{'strategy':'single','model':'bad/one'}", false))) {
            assertThat(client).isNotNull();
            while (stub.requests().size() == before) {
                stub.awaitRequest();
            }
        }

        // Its span has ended by the time its calls are cancelled.
        assertThat(text(request(2), "tutti.result")).isEqualTo("unfinished");
        SpanData left = call("chat bad/one");
        assertThat(left.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(text(left, "tutti.status")).isEqualTo("cancelled");
    }

    @Test
    void aRefusedRequestSaysWhyAndCallsNobody() {
        given().contentType("application/json")
                .body("{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY
                        + "\"}],\"routing\":{\"max_cost_usd\":1e-12}}")
                .post("/v1/chat/completions");

        assertThat(text(request(1), "tutti.result")).isEqualTo("cost");
        assertThat(text(request(1), "tutti.request_id")).hasSize(26);
        assertThat(calls()).isEmpty();
    }

    @Test
    void theTraceOfTheCallerGoesOnAndOnlyThoseAreToldOfItWhoMayKnow() {
        given().header("traceparent", SAMPLED)
                .contentType("application/json")
                .body(body(MIXED, false))
                .post("/v1/chat/completions");

        SpanData request = request(4);
        assertThat(request.getTraceId()).isEqualTo(TRACE);
        assertThat(request.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        List<StubUpstream.Request> asked = stub.requests().reversed().subList(0, 3);
        assertThat(asked).allSatisfy(one -> {
            String model = one.body().path("model").asText();
            assertThat(one.header("traceparent"))
                    .isEqualTo(
                            model.startsWith("good/")
                                    ? Optional.of("00-" + TRACE + "-"
                                            + call("chat " + model).getSpanId() + "-01")
                                    : Optional.empty());
        });
    }

    @Test
    void whatItsCallerDoesNotSampleIsNotSampled() {
        given().header("traceparent", NOT_SAMPLED)
                .contentType("application/json")
                .body(body(MIXED, false))
                .post("/v1/chat/completions");
        // Of a request after it, so that the first had its time.
        ask("{'strategy':'single','model':'good/a'}", false);

        assertThat(request(2).getTraceId()).isNotEqualTo(TRACE);
        assertThat(SpansProfile.SPANS.getFinishedSpanItems())
                .noneMatch(span -> span.getTraceId().equals(TRACE));
    }

    @Test
    void noWordOfACallerOrAModelIsInASpan() {
        ask(MIXED, false);
        ask(MIXED, true);
        stub.playFor("good/a", PlayScript.read("served " + CANARY + "\u00a0 hello"));
        ask("{'strategy':'single','model':'good/a'}", false);
        stub.playFor("good/a", PlayScript.read("status 400"));
        ask("{'strategy':'single','model':'good/a'}", false);
        given().contentType("application/json")
                .body("{\"model\":\"" + CANARY + "\",\"messages\":[{\"role\":\"" + CANARY + "\"}]}")
                .post("/v1/chat/completions");

        assertThat(Soon.holds(() -> SpansProfile.SPANS.getFinishedSpanItems().size() >= 13, PATIENCE))
                .as(
                        "all spans are there: %s",
                        SpansProfile.SPANS.getFinishedSpanItems().size())
                .isTrue();
        assertThat(SpansProfile.SPANS.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain(CANARY));
    }

    private static Response ask(String plan, boolean streamed) {
        return given().contentType("application/json")
                .body(body(plan, streamed))
                .post("/v1/chat/completions");
    }

    private static String body(String plan, boolean streamed) {
        return ("{'model':'tutti/auto','stream':" + streamed + ",'messages':[{'role':'user','content':'" + CANARY
                        + "'}],'routing':{'plan':" + plan + "}}")
                .replace('\'', '"');
    }

    /** The span of the one request, when so many spans are there: a response ends before its span does. */
    private static SpanData request(int spans) {
        assertThat(Soon.holds(() -> SpansProfile.SPANS.getFinishedSpanItems().size() >= spans, PATIENCE))
                .as("spans: %s", SpansProfile.SPANS.getFinishedSpanItems())
                .isTrue();
        return SpansProfile.SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.SERVER)
                .findFirst()
                .orElseThrow();
    }

    private static List<SpanData> calls() {
        return SpansProfile.SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .toList();
    }

    private static SpanData call(String name) {
        return calls().stream()
                .filter(call -> call.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(SpanData span, String name) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
    }

    private static long whole(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.longKey(name));
    }

    private static double number(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.doubleKey(name));
    }
}
