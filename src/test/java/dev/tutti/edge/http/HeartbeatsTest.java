package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

        write(new StreamEvent.Proposing(0, 3));

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

    private void write(StreamEvent first) throws IOException {
        ChunkShaper shaper = new ChunkShaper(new RequestId("r-1"), 1, new Single(new ModelId("m")), false);
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
        new SseAnswer(request(), decision(), shaper, CompletionsDialect.SPOKEN, this::next, Duration.ofSeconds(10))
                .write(first, out);
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
