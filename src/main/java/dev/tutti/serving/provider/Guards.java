package dev.tutti.serving.provider;

import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import java.util.concurrent.CompletionStage;

/** Where the guards of breakers come from: theirs is the timer that says when an open breaker may be probed. */
@FunctionalInterface
interface Guards {
    TypeLiteral<CompletionStage<CallEnding>> STAGE = new TypeLiteral<>() {};

    Guards TIMED_BY_THE_SYSTEM = () -> TypedGuard.create(STAGE);

    TypedGuard.Builder<CompletionStage<CallEnding>> begin();
}
