package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StreamedAnswerTest {
    private static final Map<String, String> QUICK =
            Map.of("retry.max-attempts", "1", "stall-timeout", "300ms", "max-response-bytes", "1000000");

    private record Outcome(CallEnding ending, List<ObjectNode> chunks, StubUpstream.Request request) {
        Answer answer() {
            return ((CallEnding.Succeeded) ending).answer();
        }
    }

    private static Outcome stream(Play play) throws Exception {
        try (StubUpstream stub = StubUpstream.playing(play)) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(QUICK, model)) {
                List<ObjectNode> chunks = new CopyOnWriteArrayList<>();
                CallEnding ending = live.stream(model, chunks::add);
                return new Outcome(ending, chunks, stub.awaitRequest());
            }
        }
    }

    @Test
    void chunksComeInOrderAndMakeTheAnswer() throws Exception {
        Outcome outcome = stream(Plays.stream("Hel", "lo", " you"));

        assertThat(outcome.answer().text()).isEqualTo("Hello you");
        assertThat(outcome.answer().usage()).isEqualTo(Usage.of(10, 5));
        assertThat(outcome.chunks()).hasSize(5);
        assertThat(outcome.chunks().get(1).at("/choices/0/delta/content").asText())
                .isEqualTo("lo");
        assertThat(outcome.request().body().path("stream").asBoolean()).isTrue();
        assertThat(outcome.request().body().at("/stream_options/include_usage").asBoolean())
                .isTrue();
    }

    @Test
    void aStreamCutAtEveryByteIsTheSameStream() throws Exception {
        String text = Plays.chunks("gr\u00fc\u00df", " \u20ac\ud83d\ude00") + Plays.finish() + Plays.DONE;
        Outcome outcome = stream(exchange -> {
            exchange.streamHead();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                exchange.write(new byte[] {b});
            }
            exchange.endStream();
        });

        assertThat(outcome.answer().text()).isEqualTo("gr\u00fc\u00df \u20ac\ud83d\ude00");
        assertThat(outcome.answer().usage().estimated()).isTrue();
    }

    @Test
    void theLastUsageCountsAndIsNeverSummed() throws Exception {
        String cumulative = Plays.chunks("a")
                + Plays.usage(10, 1)
                + Plays.chunks("b")
                + Plays.usage(10, 2)
                + Plays.finish()
                + Plays.usage(10, 3)
                + Plays.DONE;

        assertThat(stream(Plays.events(cumulative)).answer().usage()).isEqualTo(Usage.of(10, 3));
    }

    @Test
    void theWordsOfEveryChoiceCountInAMissingUsage() throws Exception {
        String second = "{\"index\":1,\"delta\":{\"content\":\"and a second one\"},\"finish_reason\":\"stop\"}";
        String raw = Plays.chunks("one") + Plays.event(second) + Plays.finish() + Plays.DONE;

        Usage usage = stream(Plays.events(raw)).answer().usage();

        assertThat(usage.estimated()).isTrue();
        assertThat(usage.completion().count()).isBetween(4L, 8L);
    }

    @Test
    void wordsThatCameAfterTheLastWordOfUsageAreNotFree() throws Exception {
        String early = Plays.usage(10, 0) + Plays.chunks("some", " more", " words");

        Usage whole = stream(Plays.events(early + Plays.finish() + Plays.DONE))
                .answer()
                .usage();
        CallEnding.Failed cut =
                (CallEnding.Failed) stream(Plays.eventsThenReset(early)).ending();
        CallEnding.Failed told = (CallEnding.Failed)
                stream(Plays.eventsThenReset(early + Plays.usage(10, 3))).ending();

        assertThat(whole.estimated()).isTrue();
        assertThat(whole.completion().count()).isBetween(2L, 5L);
        assertThat(cut.used()).as("nobody knows").isEmpty();
        assertThat(told.used()).contains(Usage.of(10, 3));
    }

    @Test
    void usageBesideAChoiceCounts() throws Exception {
        Outcome outcome = stream(PlayScript.play("usage-beside all"));

        assertThat(outcome.answer().text()).isEqualTo("all");
        assertThat(outcome.answer().usage()).isEqualTo(Usage.of(10, 5));
    }

    @Test
    void aStreamWithoutDoneThatFinishedIsAnAnswer() throws Exception {
        assertThat(stream(Plays.events(Plays.chunks("all") + Plays.finish()))
                        .answer()
                        .text())
                .isEqualTo("all");
    }

    @Test
    void callsOfOneIndexAreToldApartByTheirIds() throws Exception {
        String first = "{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}";
        String second = "{\"index\":0,\"id\":\"t2\",\"function\":{\"name\":\"find\",\"arguments\":\"{\"}}";
        String more = "{\"index\":0,\"id\":\"t2\",\"function\":{\"arguments\":\"}\"}}";
        String raw = calling(first) + calling(second) + calling(more) + Plays.finish() + Plays.DONE;

        JsonNode calls = stream(Plays.events(raw)).answer().wire().orElseThrow().at("/choices/0/message/tool_calls");

        assertThat(calls.valueStream().map(call -> call.path("id").asText())).containsExactly("t1", "t2");
        assertThat(calls.at("/1/function/name").asText()).isEqualTo("find");
        assertThat(calls.at("/1/function/arguments").asText()).isEqualTo("{}");
    }

    private static String calling(String call) {
        return Plays.event("{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}");
    }

    @Test
    void shownThoughtsCountInAMissingUsage() throws Exception {
        String thought = "one two three four five six seven eight nine ten";
        for (String field : List.of("reasoning_content", "reasoning")) {
            String thinking = Plays.event("{\"index\":0,\"delta\":{\"" + field + "\":\"" + thought + "\"}}");

            Answer answer = stream(Plays.events(thinking + Plays.chunks("42") + Plays.finish() + Plays.DONE))
                    .answer();

            assertThat(answer.text()).isEqualTo("42");
            assertThat(answer.usage().completion().count()).isBetween(10L, 13L);
        }
    }

    @Test
    void logProbabilitiesArePutTogether() throws Exception {
        String first = "{\"index\":0,\"delta\":{\"content\":\"4\"},\"logprobs\":{\"content\":[{\"logprob\":-0.5}]}}";
        String second = "{\"index\":0,\"delta\":{\"content\":\"2\"},\"logprobs\":{\"content\":[{\"logprob\":-1}]}}";

        Answer answer = stream(Plays.events(Plays.event(first) + Plays.event(second) + Plays.finish() + Plays.DONE))
                .answer();

        assertThat(answer.wire().orElseThrow().at("/choices/0/logprobs/content").toString())
                .isEqualTo("[{\"logprob\":-0.5},{\"logprob\":-1}]");
    }

    @Test
    void toolCallsArePutTogether() throws Exception {
        String raw =
                Plays.event("{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"a\\\"\"}}]}}")
                        + Plays.event(
                                "{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]},"
                                        + "\"finish_reason\":\"tool_calls\"}")
                        + Plays.DONE;
        Answer answer = stream(Plays.events(raw)).answer();

        assertThat(answer.callsTools()).isTrue();
        ObjectNode wire = answer.wire().orElseThrow();
        assertThat(wire.at("/choices/0/message/tool_calls/0/id").asText()).isEqualTo("t1");
        assertThat(wire.at("/choices/0/message/tool_calls/0/function/arguments").asText())
                .isEqualTo("{\"a\":1}");
    }

    static Stream<Arguments> faults() {
        String some = Plays.chunks("some");
        return Stream.of(
                arguments("stops without a reason", Plays.events(some), "without a finish reason", true),
                arguments("reset in mid-stream", Plays.eventsThenReset(some), "connection lost", true),
                arguments("stall", Plays.eventsThenSilence(some), "silent for 300 ms", true),
                arguments("stall before anything", Plays.eventsThenSilence(": hi\n\n"), "silent for 300 ms", false),
                arguments(
                        "error object",
                        Plays.events(some + "data: {\"error\":{\"message\":\"canary\",\"code\":\"overloaded\"}}\n\n"),
                        "(overloaded)",
                        true),
                arguments("bad JSON", Plays.events(some + "data: {nope\n\n"), "malformed JSON", true),
                arguments("no choice", Plays.events(Plays.DONE), "without a choice", false),
                arguments("JSON instead", Plays.answer("whole"), "instead of text/event-stream", false),
                arguments("huge", Plays.events(": " + "x".repeat(1_100_000)), "more than 1000000 bytes", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aBrokenStreamIsNeverASuccess(String name, Play play, String message, boolean started) throws Exception {
        CallEnding.Failed failed = (CallEnding.Failed) stream(play).ending();

        assertThat(failed.kind()).as(name).isEqualTo(CallEnding.Kind.BROKEN);
        assertThat(failed.message()).contains(message).doesNotContain("canary");
        assertThat(failed.started()).isEqualTo(started);
    }
}
