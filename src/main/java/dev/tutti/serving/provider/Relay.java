package dev.tutti.serving.provider;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that a wrapper answers for: it stands for whichever inner call runs at the moment, or for none. */
final class Relay implements InFlight {
    private final CompletableFuture<CallEnding> ending = new CompletableFuture<>();
    private final Supplier<CallEnding> cancelledWhileIdle;
    private @Nullable InFlight current;
    private boolean cancelled;

    /** {@code cancelledWhileIdle} makes the ending of a call that is cancelled while no inner call runs. */
    Relay(Supplier<CallEnding> cancelledWhileIdle) {
        this.cancelledWhileIdle = cancelledWhileIdle;
    }

    /** From now on it stands for that call, which is cancelled at once when nobody wants this one any more. */
    void carry(InFlight inner) {
        boolean tooLate;
        synchronized (this) {
            current = inner;
            tooLate = cancelled;
        }
        if (tooLate) {
            inner.cancel();
        }
    }

    /** The inner call has ended and another may follow. */
    synchronized void idle() {
        current = null;
    }

    synchronized boolean isIdle() {
        return current == null;
    }

    /** The first ending counts. */
    void complete(CallEnding how) {
        ending.complete(how);
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public CompletableFuture<CallEnding> ending() {
        return ending;
    }

    @Override
    public void cancel() {
        InFlight inner;
        synchronized (this) {
            cancelled = true;
            inner = current;
        }
        if (inner == null) {
            ending.complete(cancelledWhileIdle.get());
        } else {
            inner.cancel();
        }
    }
}
