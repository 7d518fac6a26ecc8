package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The breaker: a model that keeps failing is left alone for a while.
 *
 * <p>A {@link TypedGuard} knows two verdicts, success and failure, and what it is told to skip counts as success. A call
 * that says nothing about the model must count as neither, so its verdict is simply never given: the guard keeps no list
 * of the stages it waits for. Only a probe must have a verdict, else the breaker would stay half open for ever: a probe
 * that nobody waited for opens it again.
 */
final class BreakingClient implements ModelClient {
    private static final double P95 = 0.95;

    private final ModelClient next;
    private final Breakers breakers;
    private final Latencies latencies;
    private final MonotonicClock clock;

    BreakingClient(ModelClient next, Breakers breakers, Latencies latencies, MonotonicClock clock) {
        this.next = next;
        this.breakers = breakers;
        this.latencies = latencies;
        this.clock = clock;
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        Stopwatch watch = Stopwatch.start(clock);
        Breaker breaker = breakers.of(call.model().id());
        Relay relay = new Relay(() -> new CallEnding.Ignored(Optional.empty(), watch.elapsed(), 0));
        breaker.guard(() -> begin(relay, breaker, call, sink)).whenComplete((_, failure) -> {
            if (failure instanceof CircuitBreakerOpenException) {
                relay.complete(notSent(watch));
            }
        });
        return relay;
    }

    private CompletionStage<CallEnding> begin(Relay relay, Breaker breaker, ModelCall call, ChunkSink sink) {
        boolean probe = breaker.isProbing();
        CompletableFuture<CallEnding> verdict = new CompletableFuture<>();
        InFlight inner = next.ask(call, sink);
        relay.carry(inner);
        var _ = inner.ending().thenAccept(ending -> {
            give(
                    verdict,
                    ending,
                    breaker.read(ending, latencies.quantile(call.model().id(), P95)),
                    probe);
            // After the verdict: who sees the ending sees the breaker's new state too.
            relay.complete(ending);
        });
        return verdict;
    }

    private static void give(
            CompletableFuture<CallEnding> verdict, CallEnding ending, Breaker.Sign sign, boolean probe) {
        if (sign == Breaker.Sign.GOOD) {
            verdict.complete(ending);
        } else if (sign == Breaker.Sign.BAD || probe) {
            verdict.completeExceptionally(new CountedFailure());
        }
    }

    private static CallEnding notSent(Stopwatch watch) {
        return new CallEnding.Failed(
                CallEnding.Kind.NOT_SENT,
                "not sent: its breaker is open after too many failures",
                Optional.empty(),
                false,
                watch.elapsed(),
                0);
    }

    /** Tells the guard that a call failed; nobody else sees it. */
    private static final class CountedFailure extends RuntimeException {
        CountedFailure() {
            super("counted as a failure", null, false, false);
        }
    }
}
