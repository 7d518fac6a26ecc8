package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Sends a call again where that is safe, fits its deadline, and is within the budget of the whole process; after an
 * attempt that may have been charged, only where the call's {@link Cover} pays for it. So the usage in a call's ending is
 * that of its last attempt, and nothing while it waits for the next.
 */
final class RetryingClient implements ModelClient {
    private final Attempts attempts;
    private final RetryRules rules;
    private final RetryBudget budget;
    private final RandomGenerator random;
    private final Timers timers;
    private final MonotonicClock clock;

    RetryingClient(
            Attempts attempts,
            RetryRules rules,
            RetryBudget budget,
            RandomGenerator random,
            Timers timers,
            MonotonicClock clock) {
        this.attempts = attempts;
        this.rules = rules;
        this.budget = budget;
        this.random = random;
        this.timers = timers;
        this.clock = clock;
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        budget.called();
        RetriedCall retried = new RetriedCall(call, sink);
        retried.send();
        return retried.relay;
    }

    /** One call with all its attempts. At any time either an attempt runs or a timer waits, never both. */
    private final class RetriedCall {
        private final ModelCall call;
        private final ChunkSink sink;
        private final Stopwatch watch = Stopwatch.start(clock);
        private final AtomicInteger sent = new AtomicInteger();
        private final Relay relay =
                // The attempts before were turned away, or are covered: what is to be charged for them is known.
                new Relay(() -> new CallEnding.Ignored(Optional.of(Usage.NONE), watch.elapsed(), sent.get()));

        RetriedCall(ModelCall call, ChunkSink sink) {
            this.call = call;
            this.sink = sink;
        }

        private void send() {
            if (relay.ending().isDone()) {
                return;
            }
            sent.incrementAndGet();
            Duration before = watch.elapsed();
            Attempt attempt = attempts.send(call, sink);
            relay.carry(attempt);
            var _ = attempt.ending().thenAccept(ending -> ended(attempt, ending, before));
        }

        private void ended(Attempt attempt, CallEnding ending, Duration before) {
            Optional<Duration> wait = wait(attempt, ending);
            if (wait.isEmpty()) {
                relay.complete(whole(ending, before));
                return;
            }
            relay.idle();
            Timers.Timer timer = timers.after(wait.get(), this::send);
            var _ = relay.ending().thenRun(timer::cancel);
            if (relay.cancelled()) {
                relay.cancel();
            }
        }

        /** How long to wait before the next attempt; empty when there is to be none. Takes it out of the budget. */
        private Optional<Duration> wait(Attempt attempt, CallEnding ending) {
            if (!(ending instanceof CallEnding.Failed failed)
                    || failed.started()
                    || sent.get() >= rules.maxAttempts()
                    || relay.cancelled()) {
                return Optional.empty();
            }
            Duration jitter = rules.jittered(sent.get(), random);
            Optional<Duration> wait = switch (attempt.again()) {
                case Again.Never _ -> Optional.empty();
                case Again.Soon _ -> Optional.of(jitter);
                case Again.After after -> Optional.of(after.time().plus(jitter));
            };
            // The cover last: what it counts is spent.
            return wait.filter(
                    time -> time.compareTo(call.deadline().left()) < 0 && budget.tryTake() && covered(failed));
        }

        private boolean covered(CallEnding.Failed failed) {
            return failed.used().isPresent() || call.cover().another();
        }

        /** The last attempt's ending as the ending of the call: all attempts counted, times from the call's begin. */
        private CallEnding whole(CallEnding last, Duration before) {
            return switch (last) {
                case CallEnding.Succeeded it ->
                    new CallEnding.Succeeded(it.answer(), before.plus(it.firstByte()), watch.elapsed(), sent.get());
                case CallEnding.Failed it ->
                    new CallEnding.Failed(it.kind(), it.message(), it.used(), it.started(), watch.elapsed(), sent.get())
                            .complaining(it.complaint());
                case CallEnding.Ignored it -> new CallEnding.Ignored(it.used(), watch.elapsed(), sent.get());
            };
        }
    }
}
