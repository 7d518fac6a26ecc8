package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BreakingClientTest {
    private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), 4);
    private final MonotonicClock clock = MonotonicClock.system();
    private final ScriptedCalls inner = new ScriptedCalls();
    private final LatencyWindow latencies = new LatencyWindow(5);

    private BreakingClient client(Breakers breakers) {
        return new BreakingClient(inner, breakers, latencies, clock);
    }

    private static Breakers breakers(Duration delay) {
        return new Breakers(new BreakerLimits(4, 0.5, delay, Duration.ofSeconds(5), 2));
    }

    private CallEnding askAndEnd(BreakingClient client, CallEnding how) {
        InFlight call = client.ask(TestCalls.call(model, clock, Duration.ofSeconds(10), false), ChunkSink.NONE);
        if (!call.ending().isDone()) {
            inner.last().ends(how);
        }
        return call.ending().join();
    }

    @ParameterizedTest
    @EnumSource(
            value = CallEnding.Kind.class,
            names = {"BROKEN", "TIMEOUT", "RATE_LIMITED"})
    void enoughFailuresOpenItAndNothingIsSentThen(CallEnding.Kind kind) {
        Breakers breakers = breakers(Duration.ofHours(1));
        BreakingClient client = client(breakers);
        for (int i = 0; i < 4; i++) {
            assertThat(breakers.usable(model.id())).isTrue();
            askAndEnd(client, ScriptedCalls.failed(kind));
        }

        CallEnding.Failed refused = (CallEnding.Failed) askAndEnd(client, ScriptedCalls.answered());

        assertThat(refused.kind()).isEqualTo(CallEnding.Kind.NOT_SENT);
        assertThat(refused.attempts()).isZero();
        assertThat(inner.calls()).hasSize(4);
        assertThat(breakers.usable(model.id())).isFalse();
        assertThat(breakers.usable(new ModelId("never-called"))).isTrue();
    }

    @Test
    void refusalsOfARequestAndHastyTimeOutsSayNothingBad() {
        Breakers breakers = breakers(Duration.ofHours(1));
        BreakingClient client = client(breakers);
        for (int i = 0; i < 10; i++) {
            askAndEnd(client, ScriptedCalls.failed(CallEnding.Kind.REJECTED));
            askAndEnd(client, ScriptedCalls.failed(CallEnding.Kind.TIMEOUT, Duration.ofMillis(50)));
        }

        assertThat(breakers.usable(model.id())).isTrue();
    }

    @Test
    void ignoredCallsAreNeitherGoodNorBad() {
        Breakers breakers = breakers(Duration.ofHours(1));
        BreakingClient client = client(breakers);
        CallEnding ignored = new CallEnding.Ignored(Optional.empty(), Duration.ZERO, 1);
        askAndEnd(client, ScriptedCalls.failed(CallEnding.Kind.BROKEN));
        // As successes these would fill the window and push the failure out of it.
        for (int i = 0; i < 10; i++) {
            assertThat(askAndEnd(client, ignored)).isEqualTo(ignored);
        }
        askAndEnd(client, ScriptedCalls.answered());
        askAndEnd(client, ScriptedCalls.answered());
        assertThat(breakers.usable(model.id())).isTrue();

        askAndEnd(client, ScriptedCalls.failed(CallEnding.Kind.BROKEN));

        assertThat(breakers.usable(model.id())).isFalse();
    }

    @Test
    void callsThatWereGivenUpLongAfterTheUsualTimeOpenIt() {
        Breakers breakers = breakers(Duration.ofHours(1));
        BreakingClient client = client(breakers);
        for (int i = 0; i < 5; i++) {
            latencies.add(model.id(), Duration.ofSeconds(3));
        }
        for (int i = 0; i < 10; i++) {
            askAndEnd(client, new CallEnding.Ignored(Optional.empty(), Duration.ofMillis(5_999), 1));
        }
        assertThat(breakers.usable(model.id())).isTrue();

        for (int i = 0; i < 4; i++) {
            askAndEnd(client, new CallEnding.Ignored(Optional.empty(), Duration.ofSeconds(6), 1));
        }

        assertThat(breakers.usable(model.id())).isFalse();
    }

    @Test
    void callsOfAQuickModelThatWereGivenUpBeforeAFairTimeSayNothing() {
        Breakers breakers = breakers(Duration.ofHours(1));
        BreakingClient client = client(breakers);
        for (int i = 0; i < 5; i++) {
            latencies.add(model.id(), Duration.ofMillis(10));
        }

        for (int i = 0; i < 10; i++) {
            askAndEnd(client, new CallEnding.Ignored(Optional.empty(), Duration.ofMillis(4_999), 1));
        }

        assertThat(breakers.usable(model.id())).isTrue();
    }

    @Test
    void anOpenBreakerTurnsUsableWithoutACallAndAGoodProbeClosesIt() {
        Breakers breakers = breakers(Duration.ofMillis(30));
        BreakingClient client = client(breakers);
        for (int i = 0; i < 4; i++) {
            askAndEnd(client, ScriptedCalls.failed(CallEnding.Kind.BROKEN));
        }

        assertThat(comesTrue(() -> breakers.usable(model.id()))).isTrue();

        assertThat(askAndEnd(client, ScriptedCalls.answered())).isInstanceOf(CallEnding.Succeeded.class);
        assertThat(askAndEnd(client, ScriptedCalls.answered())).isInstanceOf(CallEnding.Succeeded.class);
    }

    @Test
    void aProbeThatNobodyWaitedForIsFollowedByAnother() {
        Breakers breakers = breakers(Duration.ofMillis(30));
        BreakingClient client = client(breakers);
        for (int i = 0; i < 4; i++) {
            askAndEnd(client, ScriptedCalls.failed(CallEnding.Kind.BROKEN));
        }
        assertThat(comesTrue(() -> breakers.usable(model.id()))).isTrue();
        askAndEnd(client, new CallEnding.Ignored(Optional.empty(), Duration.ZERO, 1));

        assertThat(comesTrue(() -> askAndEnd(client, ScriptedCalls.answered()) instanceof CallEnding.Succeeded))
                .isTrue();
    }

    @Test
    void cancellingGoesThroughToTheCallInside() {
        BreakingClient client = client(breakers(Duration.ofHours(1)));
        InFlight call = client.ask(TestCalls.call(model, clock, Duration.ofSeconds(10), false), ChunkSink.NONE);

        call.cancel();

        assertThat(inner.last().ending()).isCompleted();
        assertThat(call.ending().join()).isInstanceOf(CallEnding.Ignored.class);
    }

    /** The guard's own timer runs on the system's clock, so this looks again until it is so, ten seconds at most. */
    private boolean comesTrue(Supplier<Boolean> claim) {
        long end = clock.nanos() + Duration.ofSeconds(10).toNanos();
        while (clock.nanos() < end) {
            if (claim.get()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return false;
    }
}
