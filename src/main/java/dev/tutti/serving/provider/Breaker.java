package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The circuit breaker of one model: open after too many failures, half open after a while, closed by a good probe. */
final class Breaker {
    private final TypedGuard<CompletionStage<CallEnding>> guard;
    private final BreakerLimits limits;
    private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

    Breaker(ModelId model, BreakerLimits limits, Guards guards) {
        this.limits = limits;
        this.guard = guards.begin()
                .withDescription("breaker " + model)
                .withCircuitBreaker()
                .requestVolumeThreshold(limits.window())
                .failureRatio(limits.ratio())
                .delay(limits.delay().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(1)
                .onStateChange(now -> state = now)
                .done()
                .build();
    }

    /** Runs the call unless the breaker prevents it: then the stage fails and the call never starts. */
    CompletionStage<CallEnding> guard(Supplier<CompletionStage<CallEnding>> call) {
        return guard.get(call);
    }

    /** It turns half open by a timer, not by a call, so a model that nobody chooses while open is not lost for ever. */
    boolean isOpen() {
        return state == CircuitBreakerState.OPEN;
    }

    boolean isProbing() {
        return state == CircuitBreakerState.HALF_OPEN;
    }

    /** What an ending says about the model, nearly all of whose answers take no longer than {@code p95}. */
    Sign read(CallEnding ending, Optional<Duration> p95) {
        return switch (ending) {
            case CallEnding.Succeeded _ -> Sign.GOOD;
            case CallEnding.Ignored ignored ->
                p95.filter(usual -> isStuck(ignored, usual)).isPresent() ? Sign.BAD : Sign.NONE;
            case CallEnding.Failed failed ->
                switch (failed.kind()) {
                    case BROKEN, RATE_LIMITED -> Sign.BAD;
                    case TIMEOUT -> failed.latency().compareTo(limits.fairTime()) < 0 ? Sign.NONE : Sign.BAD;
                    case INVALID, REJECTED -> Sign.GOOD;
                    case NOT_SENT -> Sign.NONE;
                };
        };
    }

    private boolean isStuck(CallEnding.Ignored call, Duration usual) {
        return call.latency().compareTo(limits.fairTime()) >= 0
                && call.latency().toNanos() >= usual.toNanos() * limits.stuckAfter();
    }

    enum Sign {
        GOOD,
        BAD,
        NONE
    }
}
