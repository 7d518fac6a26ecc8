package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Usage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryingClientTest {
    private static final CallEnding BROKEN = ScriptedCalls.failed(CallEnding.Kind.BROKEN);

    private static final CallEnding TURNED_AWAY = new CallEnding.Failed(
            CallEnding.Kind.BROKEN, "503", Optional.of(Usage.NONE), false, Duration.ofMillis(1), 1);

    private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), 4);
    private final VirtualTime time = new VirtualTime();
    private final ScriptedCalls inner = new ScriptedCalls();

    private RetryingClient client(double ratio, double perSecond) {
        RetryRules rules = new RetryRules(3, Duration.ofMillis(100), Duration.ofSeconds(1));
        RetryBudget budget = new RetryBudget(ratio, perSecond, time);
        return new RetryingClient(inner, rules, budget, new Random(7), time, time);
    }

    private InFlight ask(RetryingClient client) {
        return client.ask(TestCalls.call(model, time, Duration.ofSeconds(10), false), ChunkSink.NONE);
    }

    @Test
    void whatMayBeRepeatedIsAndAllAttemptsAreCounted() {
        RetryingClient client = client(1, 10);
        time.pass(Duration.ofSeconds(1));
        InFlight call = ask(client);
        inner.last().ends(BROKEN, Again.SOON);
        time.pass(Duration.ofMillis(100));
        inner.last().ends(BROKEN, Again.SOON);
        time.pass(Duration.ofMillis(200));
        inner.last().ends(ScriptedCalls.answered());

        assertThat(call.ending().join().attempts()).isEqualTo(3);
        assertThat(call.ending().join().latency()).isEqualTo(Duration.ofMillis(300));
        assertThat(inner.calls()).hasSize(3);
    }

    @Test
    void whatMayHaveBeenChargedIsRepeatedOnlyWhereItsCoverPaysForIt() {
        RetryingClient client = client(1, 10);
        time.pass(Duration.ofSeconds(1));
        List<Boolean> covered = new ArrayList<>(List.of(true, false));
        InFlight call = client.ask(
                TestCalls.call(model, time, Duration.ofSeconds(10), false, covered::removeFirst), ChunkSink.NONE);
        inner.last().ends(BROKEN, Again.SOON);
        time.pass(Duration.ofMillis(100));
        inner.last().ends(BROKEN, Again.SOON);

        assertThat(call.ending().join().attempts()).isEqualTo(2);
        assertThat(covered).isEmpty();
        assertThat(time.timers()).isZero();
    }

    @Test
    void whatWasTurnedAwayNeedsNoCover() {
        RetryingClient client = client(1, 10);
        time.pass(Duration.ofSeconds(1));
        InFlight call = client.ask(
                TestCalls.call(model, time, Duration.ofSeconds(10), false, () -> {
                    throw new AssertionError("nothing was charged");
                }),
                ChunkSink.NONE);
        inner.last().ends(TURNED_AWAY, Again.SOON);
        time.pass(Duration.ofMillis(100));
        inner.last().ends(ScriptedCalls.answered());

        assertThat(call.ending().join()).isInstanceOf(CallEnding.Succeeded.class);
    }

    @Test
    void attemptsEnd() {
        RetryingClient client = client(1, 10);
        time.pass(Duration.ofSeconds(1));
        InFlight call = ask(client);
        for (int i = 0; i < 3; i++) {
            inner.last().ends(BROKEN, Again.SOON);
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(call.ending().join().attempts()).isEqualTo(3);
        assertThat(inner.calls()).hasSize(3);
    }

    @Test
    void whatMustNotBeRepeatedIsNot() {
        RetryingClient client = client(1, 10);
        time.pass(Duration.ofSeconds(1));
        InFlight call = ask(client);
        inner.last().ends(BROKEN, Again.NEVER);

        assertThat(call.ending().join().attempts()).isEqualTo(1);
        assertThat(time.timers()).isZero();
    }

    @Test
    void retryAfterIsKeptToAndAWaitBeyondTheDeadlineIsNotBegun() {
        RetryingClient client = client(1, 10);
        time.pass(Duration.ofSeconds(1));
        CallEnding limited = ScriptedCalls.failed(CallEnding.Kind.RATE_LIMITED);
        InFlight patient = ask(client);
        inner.last().ends(limited, new Again.After(Duration.ofSeconds(2)));
        time.pass(Duration.ofMillis(1999));
        assertThat(inner.calls()).hasSize(1);
        time.pass(Duration.ofMillis(101));
        assertThat(inner.calls()).hasSize(2);
        inner.last().ends(ScriptedCalls.answered());
        assertThat(patient.ending().join()).isInstanceOf(CallEnding.Succeeded.class);

        InFlight late = ask(client);
        inner.last().ends(limited, new Again.After(Duration.ofSeconds(10)));
        assertThat(late.ending().join().attempts()).isEqualTo(1);
    }

    @Test
    void cancellingWhileWaitingSendsNothingMore() {
        RetryingClient client = client(1, 10);
        time.pass(Duration.ofSeconds(1));
        InFlight call = ask(client);
        inner.last().ends(BROKEN, Again.SOON);

        call.cancel();
        time.pass(Duration.ofSeconds(5));

        // Nothing runs that could be charged, and what may have been before is covered.
        assertThat(call.ending().join())
                .isInstanceOfSatisfying(
                        CallEnding.Ignored.class,
                        ignored -> assertThat(ignored.used()).contains(Usage.NONE));
        assertThat(call.ending().join().attempts()).isEqualTo(1);
        assertThat(inner.calls()).hasSize(1);
    }
}
