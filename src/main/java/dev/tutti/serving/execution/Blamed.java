package dev.tutti.serving.execution;

import dev.tutti.serving.provider.CallEnding;
import dev.tutti.serving.provider.InFlight;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A call on its way whose ending is told as we see it. */
record Blamed(InFlight call, CompletableFuture<CallEnding> ending) implements InFlight {
    Blamed(InFlight call, UnaryOperator<CallEnding> told) {
        this(call, call.ending().thenApply(told));
    }

    @Override
    public void cancel() {
        call.cancel();
    }
}
