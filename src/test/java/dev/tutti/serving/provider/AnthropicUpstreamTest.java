package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint that speaks Messages, over real sockets: behind the provider's door it is like any other. */
final class AnthropicUpstreamTest {
    private static final Map<String, String> ONCE =
            Map.of("retry.max-attempts", "1", "stall-timeout", "300ms", "max-response-bytes", "100000");

    private static final Map<String, String> GENEROUS =
            Map.of("retry.ratio", "1", "retry.first-backoff", "1ms", "retry.longest-backoff", "1ms");

    private static final Usage USED = new Usage(new Tokens(12), new Tokens(4), new Tokens(5), new Tokens(6), false);

    private record Outcome(CallEnding ending, List<ObjectNode> chunks, StubUpstream.Request request) {
        Answer answer() {
            return ((CallEnding.Succeeded) ending).answer();
        }
    }

    private static Outcome ask(Play play, boolean streamed) throws Exception {
        try (StubUpstream stub = StubUpstream.playing(play)) {
            CatalogueModel model = TestCalls.claude("a", stub.baseUrl());
            try (LiveClients live = new LiveClients(ONCE, model)) {
                List<ObjectNode> chunks = new CopyOnWriteArrayList<>();
                CallEnding ending = LiveClients.await(live.start(model, streamed, chunks::add));
                return new Outcome(ending, chunks, stub.awaitRequest());
            }
        }
    }

    @Test
    void aMessageIsAskedForWithTheHeadersOfAnthropic() throws Exception {
        Outcome outcome = ask(AnthropicPlays.answer("hello"), false);

        StubUpstream.Request request = outcome.request();
        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(request.header("x-api-key")).contains("sk-canary-STUB_KEY");
        assertThat(request.header("anthropic-version")).contains("2023-06-01");
        assertThat(request.header("authorization")).isEmpty();
        assertThat(request.header("content-type")).contains("application/json");
        assertThat(request.body().path("model").asText()).isEqualTo("wire-a");
        assertThat(request.body().path("max_tokens").asInt()).isEqualTo(100);
        assertThat(request.body().has("x_unknown")).isFalse();
        assertThat(outcome.answer().text()).isEqualTo("hello");
        assertThat(outcome.answer().finishReason()).isEqualTo("stop");
        assertThat(outcome.answer().servedModel()).isEqualTo("claude-served");
        assertThat(outcome.answer().usage()).isEqualTo(USED);
    }

    @Test
    void anOpenAiCompatibleEndpointSeesNothingOfIt() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.answer("hello"))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(ONCE, model)) {
                assertThat(live.ask(model)).isInstanceOf(CallEnding.Succeeded.class);

                assertThat(stub.awaitRequest().head())
                        .startsWith("POST /v1/chat/completions ")
                        .doesNotContainIgnoringCase("anthropic")
                        .doesNotContainIgnoringCase("x-api-key");
            }
        }
    }

    @Test
    void aStreamComesInChunksAndMakesTheAnswer() throws Exception {
        Outcome outcome = ask(AnthropicPlays.stream("Hel", "lo", " you"), true);

        assertThat(outcome.request().body().path("stream").asBoolean()).isTrue();
        assertThat(outcome.request().body().has("stream_options")).isFalse();
        assertThat(outcome.answer().text()).isEqualTo("Hello you");
        assertThat(outcome.answer().finishReason()).isEqualTo("stop");
        assertThat(outcome.answer().servedModel()).isEqualTo("claude-served");
        assertThat(outcome.answer().usage()).isEqualTo(USED);
        assertThat(outcome.chunks())
                .allMatch(chunk -> chunk.path("object").asText().equals("chat.completion.chunk"))
                .extracting(chunk -> chunk.at("/choices/0/delta/content").asText())
                .containsExactly("", "Hel", "lo", " you", "", "");
        assertThat(outcome.chunks().getLast().at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
    }

    @Test
    void aStreamCutAtEveryByteIsTheSameStream() throws Exception {
        String text = AnthropicPlays.start()
                + AnthropicPlays.texts("gr\u00fc\u00df", " \u20ac\ud83d\ude00")
                + AnthropicPlays.delta("max_tokens")
                + AnthropicPlays.stop();
        Outcome outcome = ask(
                exchange -> {
                    exchange.streamHead();
                    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                        exchange.write(new byte[] {b});
                    }
                    exchange.endStream();
                },
                true);

        assertThat(outcome.answer().text()).isEqualTo("gr\u00fc\u00df \u20ac\ud83d\ude00");
        assertThat(outcome.answer().finishReason()).isEqualTo("length");
    }

    @Test
    void callsOfToolsArePutTogether() throws Exception {
        String raw = AnthropicPlays.start()
                + AnthropicPlays.open(0, "{\"type\":\"thinking\",\"thinking\":\"\"}")
                + AnthropicPlays.fill(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}")
                + AnthropicPlays.fill(0, "{\"type\":\"signature_delta\",\"signature\":\"s\"}")
                + AnthropicPlays.close(0)
                + AnthropicPlays.open(1, "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"look\",\"input\":{}}")
                + AnthropicPlays.fill(1, "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}")
                + AnthropicPlays.fill(1, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\"\"}")
                + AnthropicPlays.fill(1, "{\"type\":\"input_json_delta\",\"partial_json\":\":1}\"}")
                + AnthropicPlays.close(1)
                + AnthropicPlays.open(2, "{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"stop\",\"input\":{}}")
                + AnthropicPlays.close(2)
                + AnthropicPlays.delta("tool_use")
                + AnthropicPlays.stop();

        Answer answer = ask(Plays.events(raw), true).answer();

        assertThat(answer.callsTools()).isTrue();
        JsonNode message = answer.wire().orElseThrow().at("/choices/0/message");
        assertThat(message.path("reasoning_content").asText()).isEqualTo("Hm.");
        assertThat(message.path("tool_calls").valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"id\":\"t1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"a\\\":1}\"}}",
                        "{\"id\":\"t2\",\"type\":\"function\",\"function\":{\"name\":\"stop\",\"arguments\":\"{}\"}}");
    }

    @Test
    void aStreamThatTellsNoUsageIsCountedByUs() throws Exception {
        String untold = AnthropicPlays.delta("end_turn").replace("\"output_tokens\":6", "");
        String raw = AnthropicPlays.start() + AnthropicPlays.texts("one two three") + untold + AnthropicPlays.stop();

        Usage usage = ask(Plays.events(raw.replace("\"output_tokens\":1", "\"x\":1")), true)
                .answer()
                .usage();

        assertThat(usage.estimated()).isTrue();
        assertThat(usage.completion().count()).isBetween(2L, 4L);
    }

    static Stream<Arguments> brokenStreams() {
        String some = AnthropicPlays.start() + AnthropicPlays.texts("some");
        String finished = some + AnthropicPlays.delta("end_turn");
        return Stream.of(
                arguments("an error", some + AnthropicPlays.error("overloaded_error"), "(overloaded_error)", true),
                arguments("an error at once", AnthropicPlays.error("api_error"), "(api_error)", false),
                arguments("cut", some, "without message_stop", true),
                arguments("cut before message_stop", finished, "without message_stop", true),
                arguments("bad JSON", some + "data: {nope\n\n", "malformed JSON", true),
                arguments("no beginning", AnthropicPlays.texts("some"), "without message_start", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStreams")
    void aStreamWithoutItsLastEventIsNeverASuccess(String name, String raw, String message, boolean started)
            throws Exception {
        CallEnding.Failed failed =
                (CallEnding.Failed) ask(Plays.events(raw), true).ending();

        assertThat(failed.kind()).as(name).isEqualTo(CallEnding.Kind.BROKEN);
        assertThat(failed.message()).contains(message).doesNotContain("canary").doesNotContain("prompt");
        assertThat(failed.started()).isEqualTo(started);
    }

    @Test
    void whatALostStreamHasToldOfItsUsageIsCharged() throws Exception {
        String some = AnthropicPlays.start() + AnthropicPlays.texts("some");

        CallEnding.Failed early =
                (CallEnding.Failed) ask(Plays.eventsThenReset(some), true).ending();
        CallEnding.Failed late =
                (CallEnding.Failed) ask(Plays.eventsThenReset(some + AnthropicPlays.delta("end_turn")), true)
                        .ending();

        assertThat(early.used()).as("nobody knows").isEmpty();
        assertThat(late.used()).contains(USED);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(400, "invalid_request_error", CallEnding.Kind.INVALID),
                arguments(401, "authentication_error", CallEnding.Kind.REJECTED),
                arguments(403, "permission_error", CallEnding.Kind.REJECTED),
                arguments(404, "not_found_error", CallEnding.Kind.REJECTED),
                arguments(413, "request_too_large", CallEnding.Kind.INVALID),
                arguments(429, "rate_limit_error", CallEnding.Kind.RATE_LIMITED),
                arguments(500, "api_error", CallEnding.Kind.BROKEN),
                arguments(529, "overloaded_error", CallEnding.Kind.BROKEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalIsToldByItsStatusAndType(int status, String type, CallEnding.Kind kind) throws Exception {
        CallEnding.Failed failed = (CallEnding.Failed)
                ask(AnthropicPlays.status(status, type), false).ending();

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.message()).isEqualTo("answered " + status + " (" + type + ")");
        assertThat(failed.used()).contains(Usage.NONE);
        assertThat(failed.complaint().map(Complaint::message))
                .isEqualTo(
                        kind == CallEnding.Kind.INVALID
                                ? Optional.of("top_p: too much in a secret prompt, ***")
                                : Optional.empty());
    }

    @Test
    void thatOurAccountIsEmptyIsNotTheCallersFault() throws Exception {
        CallEnding.Failed failed =
                (CallEnding.Failed) ask(AnthropicPlays.noCredit(), false).ending();

        assertThat(failed.kind()).isEqualTo(CallEnding.Kind.REJECTED);
        assertThat(failed.message()).isEqualTo("answered 400 (invalid_request_error)");
        assertThat(failed.complaint()).isEmpty();
    }

    @Test
    void whoIsOverloadedIsAskedAgain() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(
                AnthropicPlays.status(529, "overloaded_error"), AnthropicPlays.answer("at last"))) {
            CatalogueModel model = TestCalls.claude("a", stub.baseUrl());
            try (LiveClients live = new LiveClients(GENEROUS, model)) {
                CallEnding.Succeeded answered = (CallEnding.Succeeded) live.ask(model);

                assertThat(answered.answer().text()).isEqualTo("at last");
                assertThat(answered.attempts()).isEqualTo(2);
            }
        }
    }
}
