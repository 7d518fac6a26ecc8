package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a trace and the meters of the conventions are told of a request for embeddings. */
@QuarkusTest
@TestProfile(EmbeddingSpansHttpTest.Profile.class)
@WithTestResource(EmbeddingStub.class)
class EmbeddingSpansHttpTest {
    private static final String CANARY = "canary5d1e7";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private StubUpstream stub;

    @Inject
    MeterRegistry meters;

    /** {@link SpansProfile} in which the endpoint of {@code embed/*} may know of the trace. */
    public static class Profile extends SpansProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("tutti.provider.trace-to", "embed/*");
            return settings;
        }
    }

    @BeforeEach
    void well() {
        stub.playFor("text-small", EmbeddingStub.vectors());
        SpansProfile.SPANS.reset();
    }

    private static Response ask(String routing) {
        return given().contentType("application/json")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .body("{\"model\":\"embed/small\",\"input\":[\"" + CANARY + "\"]" + routing + "}")
                .post("/v1/embeddings");
    }

    @Test
    void itIsASpanWithThatOfItsCallBeneathIt() {
        int before = stub.requests().size();

        Response answer = ask("");

        SpanData request = span(SpanKind.SERVER);
        assertThat(request.getTraceId()).isEqualTo(TRACE);
        assertThat(text(request, "tutti.request_id")).isEqualTo(answer.header("x-tutti-request-id"));
        assertThat(text(request, "tutti.result")).isEqualTo("answered");
        SpanData call = span(SpanKind.CLIENT);
        assertThat(call.getName()).isEqualTo("embeddings text-small");
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(text(call, "gen_ai.operation.name")).isEqualTo("embeddings");
        assertThat(text(call, "gen_ai.response.model")).isEqualTo("text-small-2026");
        assertThat(text(call, "tutti.model")).isEqualTo("embed/small");
        assertThat(call.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(8);
        assertThat(call.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")))
                .isNull();
        assertThat(stub.requests().get(before).header("traceparent"))
                .isEqualTo(Optional.of("00-" + TRACE + "-" + call.getSpanId() + "-01"));
        assertThat(SpansProfile.SPANS.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain(CANARY));
    }

    @Test
    void aCallThatFailsIsAnError() {
        stub.playFor("text-small", PlayScript.read("status 400"));

        ask("");

        assertThat(text(span(SpanKind.SERVER), "tutti.result")).isEqualTo("failed");
        SpanData call = span(SpanKind.CLIENT);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(call, "error.type")).isEqualTo("invalid");
    }

    @Test
    void whatIsRefusedSaysWhy() {
        ask(",\"routing\":{\"max_cost_usd\":1e-12}");

        assertThat(text(span(SpanKind.SERVER), "tutti.result")).isEqualTo("cost");
    }

    @Test
    void theMetersOfTheConventionsTellItFromChatAndThatItWritesNothing() {
        ask("");

        assertThat(meters.find("gen_ai.client.operation.duration")
                        .tag("gen_ai.request.model", "text-small")
                        .timers())
                .isNotEmpty()
                .allSatisfy(timer -> assertThat(timer.getId().getTag("gen_ai.operation.name"))
                        .isEqualTo("embeddings"));
        assertThat(meters.find("gen_ai.client.token.usage")
                        .tag("gen_ai.request.model", "text-small")
                        .summaries())
                .extracting(summary -> summary.getId().getTag("gen_ai.token.type"))
                .containsExactly("input");
    }

    /** A response ends before its span does. */
    private static SpanData span(SpanKind kind) {
        assertThat(Soon.holds(() -> find(kind).isPresent(), Duration.ofSeconds(10)))
                .as("spans: %s", SpansProfile.SPANS.getFinishedSpanItems())
                .isTrue();
        return find(kind).orElseThrow();
    }

    private static Optional<SpanData> find(SpanKind kind) {
        return SpansProfile.SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == kind)
                .findFirst();
    }

    private static String text(SpanData span, String name) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
    }
}
