package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Time: no call outlives its deadline or its model's call time-out, whichever is earlier; a late one is cancelled. */
final class DeadlineClient implements ModelClient {
    private final ModelClient next;
    private final Timers timers;
    private final MonotonicClock clock;

    DeadlineClient(ModelClient next, Timers timers, MonotonicClock clock) {
        this.next = next;
        this.timers = timers;
        this.clock = clock;
    }

    /** The call with the earlier of its deadline and its model's call time-out. */
    static ModelCall bounded(ModelCall call) {
        return call.within(call.model().endpoint().callTimeout());
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        Stopwatch watch = Stopwatch.start(clock);
        ModelCall bounded = bounded(call);
        Relay relay = new Relay(() -> new CallEnding.Ignored(Optional.empty(), watch.elapsed(), 0));
        if (bounded.deadline().passed()) {
            relay.complete(timedOut(new CallEnding.Ignored(Optional.empty(), watch.elapsed(), 0), false));
            return relay;
        }
        AtomicBoolean passedOn = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();
        InFlight inner = next.ask(bounded, chunk -> {
            passedOn.set(true);
            sink.accept(chunk);
        });
        relay.carry(inner);
        Timers.Timer timer = timers.after(bounded.deadline().left(), () -> {
            late.set(!relay.cancelled());
            inner.cancel();
        });
        var _ = inner.ending().thenAccept(ending -> {
            timer.cancel();
            boolean timedOut = late.get() && ending instanceof CallEnding.Ignored;
            relay.complete(timedOut ? timedOut((CallEnding.Ignored) ending, passedOn.get()) : ending);
        });
        return relay;
    }

    private static CallEnding timedOut(CallEnding.Ignored cut, boolean started) {
        String message = "no whole answer within " + cut.latency().toMillis() + " ms";
        return new CallEnding.Failed(
                CallEnding.Kind.TIMEOUT, message, cut.used(), started, cut.latency(), cut.attempts());
    }
}
