package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.LimitField;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WholeAnswerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Map<String, String> QUICK =
            Map.of("retry.first-backoff", "1ms", "retry.longest-backoff", "1ms", "max-response-bytes", "100000");

    @Test
    void anAnswerIsReadWholeAndTheRequestSaysWhatTheCallDecides() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.answer("hello"))) {
            CatalogueModel model =
                    TestCalls.model("a", stub.baseUrl(), 4, Optional.of("STUB_KEY"), LimitField.MAX_COMPLETION_TOKENS);
            try (LiveClients live = new LiveClients(QUICK, model)) {
                CallEnding.Succeeded ending = (CallEnding.Succeeded) live.ask(model);

                Answer answer = ending.answer();
                assertThat(answer.text()).isEqualTo("hello");
                assertThat(answer.finishReason()).isEqualTo("stop");
                assertThat(answer.servedModel()).isEqualTo("stub-model-2026");
                assertThat(answer.usage().prompt()).isEqualTo(new Tokens(10));
                assertThat(answer.usage().cached()).isEqualTo(new Tokens(4));
                assertThat(answer.usage().estimated()).isFalse();
                assertThat(answer.wire().orElseThrow().path("id").asText()).isEqualTo("c1");
                assertThat(ending.attempts()).isEqualTo(1);

                StubUpstream.Request request = stub.awaitRequest();
                JsonNode body = request.body();
                assertThat(request.path()).isEqualTo("/v1/chat/completions");
                assertThat(request.header("authorization")).contains("Bearer sk-canary-STUB_KEY");
                assertThat(request.header("traceparent")).isEmpty();
                assertThat(body.path("model").asText()).isEqualTo("wire-a");
                assertThat(body.path("x_unknown").asText()).isEqualTo("kept");
                assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(100);
                assertThat(body.has("max_tokens")).isFalse();
                assertThat(body.path("stream").asBoolean(true)).isFalse();
            }
        }
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.answer("one"))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 1);
            try (LiveClients live = new LiveClients(QUICK, model)) {
                for (int i = 0; i < 5; i++) {
                    assertThat(live.ask(model)).isInstanceOf(CallEnding.Succeeded.class);
                }
                assertThat(stub.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aMissingUsageIsCountedByUsAndSaysSo() throws Exception {
        String untold = "{\"choices\":[{\"message\":{\"content\":\"hello there, friend\"}}]}";
        try (StubUpstream stub = StubUpstream.playing(Plays.json(untold))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(QUICK, model)) {
                Answer answer = ((CallEnding.Succeeded) live.ask(model)).answer();

                assertThat(answer.usage().estimated()).isTrue();
                assertThat(answer.usage().completion().count()).isBetween(3L, 6L);
                assertThat(answer.usage().prompt().count())
                        .as("with the field that nobody knows")
                        .isBetween(5L, 16L);
                assertThat(answer.servedModel()).isEqualTo("wire-a");
            }
        }
    }

    static Stream<Arguments> untold() {
        String one = "{\"message\":{\"content\":\"hello there, friend\"}}";
        String call = "{\"id\":\"t\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}";
        return Stream.of(
                arguments("three choices", one + "," + one + "," + one, 9L, 18L),
                arguments("tool calls", "{\"message\":{\"content\":null,\"tool_calls\":[" + call + "]}}", 10L, 40L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untold")
    void allThatWasWrittenCountsInAMissingUsage(String name, String choices, long least, long most) throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.json("{\"choices\":[" + choices + "]}"))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(QUICK, model)) {
                Answer answer = ((CallEnding.Succeeded) live.ask(model)).answer();

                assertThat(answer.usage().completion().count()).as(name).isBetween(least, most);
            }
        }
    }

    private static Play toolCalls(String calls) {
        return Plays.json("{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":" + calls + "}}]}");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("html", Plays.html(), CallEnding.Kind.BROKEN, "200 with text/html", 1),
                arguments("wrong type", Plays.body("text/plain", "hi"), CallEnding.Kind.BROKEN, "text/plain", 1),
                arguments("cut JSON", Plays.cutJson(), CallEnding.Kind.BROKEN, "cut off or malformed", 1),
                arguments("wrong shape", Plays.wrongShape(), CallEnding.Kind.BROKEN, "no object", 1),
                arguments("no choices", Plays.emptyChoices(), CallEnding.Kind.BROKEN, "no choice", 1),
                arguments("tool calls of text", toolCalls("[\"x\"]"), CallEnding.Kind.BROKEN, "wrong shape", 1),
                arguments("tool calls no list", toolCalls("{}"), CallEnding.Kind.BROKEN, "wrong shape", 1),
                arguments("no function", toolCalls("[{\"function\":7}]"), CallEnding.Kind.BROKEN, "wrong shape", 1),
                arguments(
                        "arguments no text",
                        toolCalls("[{\"function\":{\"arguments\":{}}}]"),
                        CallEnding.Kind.BROKEN,
                        "wrong shape",
                        1),
                arguments("huge", Plays.hugeBody(200_000), CallEnding.Kind.BROKEN, "more than 100000 bytes", 1),
                arguments(
                        "redirect",
                        Plays.status(302, "Location: http://127.0.0.1:1/"),
                        CallEnding.Kind.BROKEN,
                        "redirects are not followed",
                        1),
                arguments("401", Plays.status(401), CallEnding.Kind.REJECTED, "answered 401 (some_code)", 1),
                arguments("404", Plays.status(404), CallEnding.Kind.REJECTED, "answered 404", 1),
                arguments("429", Plays.status(429), CallEnding.Kind.RATE_LIMITED, "answered 429", 1),
                arguments("429 for long", Plays.status(429, "Retry-After: 60"), CallEnding.Kind.RATE_LIMITED, "429", 1),
                arguments("500", Plays.status(500), CallEnding.Kind.BROKEN, "answered 500", 1),
                arguments("reset", Plays.resetBeforeFirstByte(), CallEnding.Kind.BROKEN, "before the first byte", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsAnEndingThatShowsNothingOfWhatCame(
            String name, Play play, CallEnding.Kind kind, String message, int attempts) throws Exception {
        try (StubUpstream stub = StubUpstream.playing(play)) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4, Optional.of("K"), LimitField.AS_ASKED);
            // No retries: what each attempt's ending says is what counts here.
            Map<String, String> once = Map.of("retry.max-attempts", "1", "max-response-bytes", "100000");
            try (LiveClients live = new LiveClients(once, model)) {
                CallEnding.Failed failed = (CallEnding.Failed) live.ask(model);

                assertThat(failed.kind()).as(name).isEqualTo(kind);
                assertThat(failed.message())
                        .contains(message)
                        .doesNotContain("canary")
                        .doesNotContain("prompt");
                assertThat(failed.attempts()).isEqualTo(attempts);
                assertThat(failed.started()).isFalse();
            }
        }
    }

    static Stream<Arguments> pages() {
        String page = "<p>".repeat(70_000);
        return Stream.of(
                arguments("long", (Play) exchange -> exchange.response(429, "Content-Type: text/html", page)),
                arguments("cut off", (Play) exchange -> {
                    exchange.raw("HTTP/1.1 429 Stub\r\nContent-Length: 1000\r\n\r\n<p>Too many");
                    exchange.close();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aRefusalKeepsItsStatusAndCostsNothingHoweverItsPageComes(String name, Play page) throws Exception {
        try (StubUpstream stub = StubUpstream.playing(page)) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(Map.of("retry.max-attempts", "1"), model)) {
                CallEnding.Failed failed = (CallEnding.Failed) live.ask(model);

                assertThat(failed.kind()).as(name).isEqualTo(CallEnding.Kind.RATE_LIMITED);
                assertThat(failed.message()).contains("answered 429");
                assertThat(failed.used()).contains(Usage.NONE);
            }
        }
    }

    @Test
    void aRefusedConnectionIsAnEnding() throws Exception {
        CatalogueModel model = TestCalls.model("a", StubUpstream.deadUrl(), 4);
        try (LiveClients live = new LiveClients(QUICK, model)) {
            CallEnding.Failed failed = (CallEnding.Failed) live.ask(model);

            assertThat(failed.kind()).isEqualTo(CallEnding.Kind.BROKEN);
            assertThat(failed.message()).isEqualTo("no connection: refused or timed out");
        }
    }

    @Test
    void anotherAttemptMayAnswer() throws Exception {
        Map<String, String> generous =
                Map.of("retry.ratio", "1", "retry.first-backoff", "1ms", "retry.longest-backoff", "1ms");
        try (StubUpstream stub = StubUpstream.playing(Plays.status(503), Plays.answer("at last"))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(generous, model)) {
                CallEnding.Succeeded answered = (CallEnding.Succeeded) live.ask(model);

                assertThat(answered.answer().text()).isEqualTo("at last");
                assertThat(answered.attempts()).isEqualTo(2);
                assertThat(counted(live)).isEqualTo(2.0);
            }
        }
    }

    /** The attempts that are counted, once any are: a call is counted by the thread that ends it, a moment later perhaps. */
    private static double counted(LiveClients live) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Counter attempts = live.registry.find("tutti.provider.attempts").counter();
        while (attempts == null && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
            attempts = live.registry.find("tutti.provider.attempts").counter();
        }
        return attempts == null ? 0 : attempts.count();
    }
}
