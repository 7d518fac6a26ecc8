package dev.tutti.serving.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A model on virtual time that works on so many calls at once at full speed: beyond that it turns calls away, gets slower
 * with each, or says nothing at all, as it is told.
 */
final class CrowdedUpstream implements ModelClient {
    /** What it does with calls beyond its capacity. */
    enum Manner {
        TURNS_AWAY,
        GETS_SLOWER,
        IS_SILENT
    }

    private static final Duration ALONE = Duration.ofMillis(200);
    private static final Duration REFUSAL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VirtualTime time;
    private int capacity;
    private Manner manner;
    private int working;
    private int most;

    CrowdedUpstream(VirtualTime time, int capacity, Manner manner) {
        this.time = time;
        this.capacity = capacity;
        this.manner = manner;
    }

    /** From now on. */
    void becomes(int newCapacity, Manner newManner) {
        capacity = newCapacity;
        manner = newManner;
    }

    /** The most calls that were here at once since this was last asked. */
    int most() {
        int seen = most;
        most = working;
        return seen;
    }

    int working() {
        return working;
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        CompletableFuture<CallEnding> ending = new CompletableFuture<>();
        working++;
        most = Math.max(most, working);
        Duration after = reply();
        CallEnding how = after.equals(REFUSAL)
                ? ScriptedCalls.failed(CallEnding.Kind.RATE_LIMITED)
                : after.equals(PATIENCE) ? ScriptedCalls.failed(CallEnding.Kind.TIMEOUT) : answered(after);
        Timers.Timer timer = time.after(after, () -> end(ending, how));
        return new InFlight() {
            @Override
            public CompletableFuture<CallEnding> ending() {
                return ending;
            }

            @Override
            public void cancel() {
                timer.cancel();
                end(ending, new CallEnding.Ignored(Optional.empty(), Duration.ZERO, 1));
            }
        };
    }

    private void end(CompletableFuture<CallEnding> ending, CallEnding how) {
        if (!ending.isDone()) {
            working--;
            ending.complete(how);
        }
    }

    private Duration reply() {
        if (working <= capacity) {
            return ALONE;
        }
        return switch (manner) {
            case TURNS_AWAY -> REFUSAL;
            case GETS_SLOWER -> ALONE.multipliedBy(working).dividedBy(Math.max(1, capacity));
            case IS_SILENT -> PATIENCE;
        };
    }

    private static CallEnding answered(Duration after) {
        CallEnding.Succeeded any = (CallEnding.Succeeded) ScriptedCalls.answered();
        return new CallEnding.Succeeded(any.answer(), after, after, 1);
    }
}
