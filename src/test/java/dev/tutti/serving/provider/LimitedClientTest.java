package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LimitedClientTest {
    private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), 2);
    private final VirtualTime time = new VirtualTime();
    private final ScriptedCalls inner = new ScriptedCalls();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LimitedClient client = limited(1);

    private LimitedClient limited(int queue) {
        LimitRules rules = new LimitRules(TestCalls.LIMIT_TERMS, queue, Duration.ofSeconds(5));
        return new LimitedClient(inner, rules, new ProviderMetrics(registry), time, time);
    }

    private InFlight ask() {
        return client.ask(TestCalls.call(model, time, Duration.ofSeconds(10), false), ChunkSink.NONE);
    }

    @Test
    void callsBeyondPlacesAndQueueAreNotSent() {
        InFlight first = ask();
        ask();
        InFlight queued = ask();
        CallEnding refused = ask().ending().join();

        assertThat(((CallEnding.Failed) refused).kind()).isEqualTo(CallEnding.Kind.NOT_SENT);
        assertThat(inner.calls()).hasSize(2);

        inner.calls().getFirst().ends(ScriptedCalls.answered());

        assertThat(first.ending().join()).isInstanceOf(CallEnding.Succeeded.class);
        assertThat(inner.calls()).hasSize(3);
        inner.last().ends(ScriptedCalls.answered());
        assertThat(queued.ending().join()).isInstanceOf(CallEnding.Succeeded.class);
        assertThat(time.timers()).isZero();
    }

    @Test
    void whoWaitsTooLongLeavesTheQueueAndIsNeverSent() {
        ask();
        ask();
        InFlight queued = ask();

        time.pass(Duration.ofSeconds(10));

        assertThat(((CallEnding.Failed) queued.ending().join()).message()).contains("until the time was up");
        inner.calls().getFirst().ends(ScriptedCalls.answered());
        inner.calls().get(1).ends(ScriptedCalls.answered());
        assertThat(inner.calls()).hasSize(2);
    }

    @Test
    void whoIsCancelledInTheQueueIsNeverSentAndGivesItsPlaceBack() {
        ask();
        ask();
        InFlight queued = ask();

        queued.cancel();

        assertThat(queued.ending().join()).isInstanceOf(CallEnding.Ignored.class);
        inner.calls().getFirst().ends(ScriptedCalls.answered());
        assertThat(inner.calls()).hasSize(2);
        ask();
        assertThat(inner.calls()).hasSize(3);
    }

    @Test
    void whoLeavesTheQueueLeavesRoomInIt() {
        ask();
        ask();
        ask().cancel();
        InFlight timedOut = ask();
        time.pass(Duration.ofSeconds(10));
        assertThat(timedOut.ending()).isDone();

        InFlight queued = ask();

        assertThat(queued.ending()).isNotDone();
        inner.calls().getFirst().ends(ScriptedCalls.answered());
        inner.last().ends(ScriptedCalls.answered());
        assertThat(queued.ending().join()).isInstanceOf(CallEnding.Succeeded.class);
    }

    @Test
    void aWholeQueueOfCallsThatEndAtOnceIsServedInItsOrder() {
        LimitedClient wide = limited(5_000);
        List<InFlight> queued = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            queued.add(wide.ask(TestCalls.call(model, time, Duration.ofSeconds(10), false), ChunkSink.NONE));
        }

        for (int i = 0; i < 5_000; i++) {
            assertThat(queued.get(i).ending()).isNotDone();
            inner.calls().get(i).ends(ScriptedCalls.answered());
            assertThat(queued.get(i).ending()).isDone();
        }
    }

    @Test
    void cancelledCallsGiveTheirPlacesBack() {
        for (int i = 0; i < 20; i++) {
            ask().cancel();
        }

        assertThat(inner.calls()).hasSize(20);
    }
}
