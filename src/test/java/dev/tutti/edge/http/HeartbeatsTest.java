package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Heartbeats of a stream in virtual time: a clock that moves only where the writer waits. */
final class HeartbeatsTest {
    private record Timed(long second, StreamEvent event) {}

    private final Queue<Timed> script = new ArrayDeque<>();
    private final List<String> written = new ArrayList<>();
    private long now;

    @Test
    void aHeartbeatComesAtOnceAndEveryTenSecondsOfSilence() throws IOException {
        script.add(new Timed(34, new StreamEvent.Proposing(1, 3)));
        script.add(new Timed(
                35, new StreamEvent.Chunk(JsonNodeFactory.instance.objectNode().put("object", "x"))));
        script.add(new Timed(58, new StreamEvent.Broke(new IllegalStateException("over"))));

        write(CompletionsDialect.SPOKEN, new StreamEvent.Proposing(0, 3));

        assertThat(written)
                .startsWith(
                        "0 : tutti proposing 0/3",
                        "10 : tutti proposing 0/3",
                        "20 : tutti proposing 0/3",
                        "30 : tutti proposing 0/3",
                        "34 : tutti proposing 1/3");
        assertThat(written.get(5)).startsWith("35 data: {");
        assertThat(written.subList(6, 8)).containsExactly("45 : tutti proposing 1/3", "55 : tutti proposing 1/3");
        assertThat(written.get(8)).startsWith("58 data: {\"error\"");
        assertThat(written.getLast()).isEqualTo("58 event: error");
    }

    @Test
    void whoWaitsForAnEqualRequestIsToldSoUntilSomethingIsDecided() throws IOException {
        script.add(new Timed(24, decided()));
        script.add(new Timed(31, new StreamEvent.Chunk(ScriptedServing.delta("so"))));
        script.add(new Timed(32, new StreamEvent.Broke(new IllegalStateException("over"))));

        write(CompletionsDialect.SPOKEN, List.of(new StreamEvent.Silence()));

        assertThat(written.subList(0, 4))
                .containsExactly(
                        "0 : tutti waiting for an equal request",
                        "10 : tutti waiting for an equal request",
                        "20 : tutti waiting for an equal request",
                        "30 : tutti working");
        assertThat(written.get(4)).startsWith("31 data: {").contains("\"role\":\"assistant\"");
    }

    @Test
    void aMessageOfWhichAModelOnlyThinksIsKeptAliveByPings() throws IOException {
        thinkingFor(25);

        write(MessagesDialect.SPOKEN.speech(), thought());

        assertThat(written)
                .filteredOn(line -> line.contains("event:"))
                .startsWith(
                        "0 event: message_start", "10 event: ping", "20 event: ping", "26 event: content_block_start");
    }

    @Test
    void aResponseOfWhichAModelOnlyThinksIsKeptAliveByComments() throws IOException {
        thinkingFor(25);

        write(new ResponsesDialect(JsonNodeFactory.instance.objectNode()).speech(), thought());

        assertThat(written)
                .filteredOn(line -> line.contains("event:") || line.contains(" : "))
                .startsWith(
                        "0 event: response.created",
                        "0 event: response.in_progress",
                        "10 : tutti working",
                        "20 : tutti working",
                        "26 event: response.output_item.added");
    }

    /** A thought each second, then a word and the end. */
    private void thinkingFor(int seconds) {
        for (int second = 1; second <= seconds; second++) {
            script.add(new Timed(second, thought()));
        }
        script.add(new Timed(seconds + 1, new StreamEvent.Chunk(ScriptedServing.delta("so"))));
        script.add(new Timed(seconds + 2, new StreamEvent.Broke(new IllegalStateException("over"))));
    }

    private static StreamEvent thought() {
        ObjectNode chunk = ScriptedServing.delta("");
        ((ObjectNode) chunk.at("/choices/0/delta")).remove("content");
        ((ObjectNode) chunk.at("/choices/0/delta")).put("reasoning_content", "hm");
        return new StreamEvent.Chunk(chunk);
    }

    private void write(Speech speech, StreamEvent first) throws IOException {
        write(speech, List.of(decided(), first));
    }

    private static StreamEvent decided() {
        return new StreamEvent.Decided(decision(), Duration.ZERO);
    }

    private void write(Speech speech, List<StreamEvent> first) throws IOException {
        OutputStream out = new OutputStream() {
            private final StringBuilder line = new StringBuilder();

            @Override
            public void write(int character) {
                line.append((char) character);
                if (character == '\n' && !line.toString().isBlank()) {
                    written.add(now + " " + line.toString().strip());
                    line.setLength(0);
                }
            }
        };
        Heartbeat heartbeat = new Heartbeat(
                Duration.ofSeconds(10), () -> Duration.ofSeconds(now).toNanos());
        new SseAnswer(request(), 1, speech, this::next, heartbeat).write(first, out);
    }

    private static RoutedRequest request() {
        ChatRequest chat = new ChatRequest(
                List.of(new Message(Role.USER, "x", JsonNodeFactory.instance.objectNode())),
                OptionalLong.empty(),
                1,
                true,
                false,
                Set.of(),
                JsonNodeFactory.instance.objectNode());
        return new RoutedRequest(
                new RequestId("r-1"), Caller.ANYONE, chat, RoutingOptions.of(new Selector.Auto()), new CancelSignal());
    }

    private static Decision decision() {
        Candidate candidate = new Candidate(
                new Single(new ModelId("m")),
                new Prediction(0.75, 0.5, 0.9, QualityBasis.PRIOR),
                new PlanForecast(Usd.ZERO, Usd.ZERO, Usd.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                1.0);
        Targets targets = new Targets(0.8, Usd.of("0.05"), Duration.ofSeconds(60), WhenInfeasible.BEST_GAIN);
        Receipt receipt = new Receipt(targets, List.of(candidate), "scripted", "none", -1);
        CallForecast forecast = new CallForecast(
                Price.perMillion("1", "2"),
                Tokens.NONE,
                Tokens.NONE,
                Tokens.NONE,
                Tokens.NONE,
                Duration.ZERO,
                Duration.ZERO);
        return new Decision(
                candidate, 1.0, false, receipt, List.of(), Map.of(new ModelId("m"), forecast), new Tokens(1));
    }

    private Optional<StreamEvent> next(Duration wait) {
        Timed next = script.element();
        if (next.second() > now + wait.toSeconds()) {
            now += wait.toSeconds();
            return Optional.empty();
        }
        now = next.second();
        return Optional.of(script.remove().event());
    }
}
