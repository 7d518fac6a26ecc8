package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Promise 4, its first half: attempts &lt;= 1.10 x requests + 1/s, in virtual time. */
final class RetriesStayWithinTheirShareTest {
    private static final int CALLS = 1_000;
    private static final CallEnding UNAVAILABLE = ScriptedCalls.failed(CallEnding.Kind.BROKEN);

    private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), 4);
    private final VirtualTime time = new VirtualTime();
    private final ScriptedCalls inner = new ScriptedCalls();
    private final RetryingClient client = new RetryingClient(
            inner,
            new RetryRules(3, Duration.ofMillis(100), Duration.ofSeconds(1)),
            new RetryBudget(0.1, 1, time),
            new Random(7),
            time,
            time);
    private final long begun = time.nanos();

    private int asked;

    private InFlight ask() {
        asked++;
        return client.ask(TestCalls.call(model, time, Duration.ofSeconds(10), false), ChunkSink.NONE);
    }

    @Test
    void aStormOf503SendsATenthMoreAndOneASecond() {
        for (int i = 0; i < CALLS; i++) {
            InFlight call = ask();
            inner.last().ends(UNAVAILABLE, Again.SOON);
            while (!call.ending().isDone()) {
                time.pass(Duration.ofMillis(1));
                if (!inner.last().ending().isDone()) {
                    inner.last().ends(UNAVAILABLE, Again.SOON);
                }
            }
        }

        assertWithinShare();
        assertThat(inner.calls().size()).isGreaterThan(CALLS + CALLS / 20);
    }

    @Test
    void fiftyCallsAtOnceThatAllFailAtOnceDoNoMore() {
        int ended = 0;
        while (asked < CALLS) {
            for (int i = 0; i < 50; i++) {
                ask();
            }
            time.pass(Duration.ofMillis(20));
            for (; ended < inner.calls().size(); ended++) {
                inner.calls().get(ended).ends(UNAVAILABLE, Again.SOON);
            }
            assertWithinShare();
        }
        time.pass(Duration.ofSeconds(10));

        assertWithinShare();
        assertThat(inner.calls().size()).isGreaterThan(CALLS);
    }

    @Test
    void aStormAfterAQuietHourHasTenSavedUpAndNoMore() {
        time.pass(Duration.ofHours(1));
        for (int i = 0; i < 100; i++) {
            ask();
            inner.last().ends(UNAVAILABLE, Again.SOON);
        }
        time.pass(Duration.ofMillis(100));

        assertThat(inner.calls()).hasSizeBetween(100 + 10, 100 + 10 + 10 + 1);
    }

    private void assertWithinShare() {
        double seconds = (time.nanos() - begun) / 1e9;
        assertThat((double) inner.calls().size()).isLessThanOrEqualTo(1.1 * asked + seconds);
    }
}
