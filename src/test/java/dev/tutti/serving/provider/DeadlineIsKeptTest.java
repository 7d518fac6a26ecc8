package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.words.catalogue.CatalogueModel;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise 3, its first half: of one call, in virtual time to the nanosecond, and at the upstream's socket. */
final class DeadlineIsKeptTest {
    private static final Duration DEADLINE = Duration.ofMillis(400);
    private static final Duration PROMISED = Duration.ofMillis(250);

    @Test
    void aCallThatDripsEndsAtItsDeadlineAndNotLater() {
        VirtualTime time = new VirtualTime();
        ScriptedCalls inner = new ScriptedCalls();
        CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), 4);
        DeadlineClient client = new DeadlineClient(inner, time, time);
        InFlight call = client.ask(TestCalls.call(model, time, DEADLINE, true), ChunkSink.NONE);

        for (long passed = 1; passed < DEADLINE.toMillis(); passed++) {
            inner.last().sink().accept(JsonNodeFactory.instance.objectNode());
            time.pass(Duration.ofMillis(1));
            assertThat(call.ending()).isNotDone();
        }
        time.pass(Duration.ofMillis(1));

        assertThat(call.ending()).isDone();
        assertThat(inner.last().ending()).isDone();
    }

    @ParameterizedTest
    @CsvSource({
        "silence, false",
        "silence, true",
        "drip 50 42, false",
        "drip 50 42, true",
        "stall 42, false",
        "stall 42, true"
    })
    void slowDrippingAndSilentUpstreamsLoseTheirConnectionAtTheDeadline(String script, boolean streamed)
            throws Exception {
        try (StubUpstream stub = StubUpstream.playing(PlayScript.read(script))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(Map.of(), model)) {
                long begun = System.nanoTime();
                InFlight call = live.client.ask(TestCalls.call(model, live.clock, DEADLINE, streamed), ChunkSink.NONE);
                stub.awaitRequest();

                CallEnding.Failed failed = (CallEnding.Failed) LiveClients.await(call);

                assertThat(failed.kind()).isEqualTo(CallEnding.Kind.TIMEOUT);
                assertThat(stub.awaitIdle(PROMISED)).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(DEADLINE, DEADLINE.plus(PROMISED));
            }
        }
    }
}
