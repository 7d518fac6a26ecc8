package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bulkhead: at most so many calls of a model at once as the catalogue says, and a short queue. Who waits in the
 * queue leaves it when its time is up or when it is cancelled; nothing was sent then.
 */
final class LimitedClient implements ModelClient {
    private static final TypeLiteral<CompletionStage<CallEnding>> STAGE = new TypeLiteral<>() {};

    private final ModelClient next;
    private final int queue;
    private final Timers timers;
    private final MonotonicClock clock;
    private final Map<ModelId, TypedGuard<CompletionStage<CallEnding>>> guards = new ConcurrentHashMap<>();

    LimitedClient(ModelClient next, int queue, Timers timers, MonotonicClock clock) {
        this.next = next;
        this.queue = queue;
        this.timers = timers;
        this.clock = clock;
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        Stopwatch watch = Stopwatch.start(clock);
        ModelCall bounded = DeadlineClient.bounded(call);
        Relay relay = new Relay(() -> new CallEnding.Ignored(Optional.empty(), watch.elapsed(), 0));
        AtomicBoolean started = new AtomicBoolean();
        guard(call.model())
                .get(() -> started.compareAndSet(false, true) && !relay.ending().isDone()
                        ? begin(relay, bounded, sink)
                        : CompletableFuture.completedFuture(notSent("left the queue", watch)))
                .whenComplete((ending, refusal) -> relay.complete(
                        refusal == null ? ending : notSent("all its places and its queue are full", watch)));
        if (!started.get() && !relay.ending().isDone()) {
            leaveTheQueueInTime(relay, bounded, watch);
        }
        return relay;
    }

    private CompletionStage<CallEnding> begin(Relay relay, ModelCall call, ChunkSink sink) {
        InFlight inner = next.ask(call, sink);
        relay.carry(inner);
        return inner.ending();
    }

    private void leaveTheQueueInTime(Relay relay, ModelCall call, Stopwatch watch) {
        Timers.Timer timer = timers.after(call.deadline().left(), () -> {
            if (relay.isIdle()) {
                relay.complete(notSent("its places were full until the time was up", watch));
            }
        });
        var _ = relay.ending().thenRun(timer::cancel);
    }

    private TypedGuard<CompletionStage<CallEnding>> guard(CatalogueModel model) {
        // Built once per model: a guard registers metrics that nothing ever removes.
        return guards.computeIfAbsent(
                model.id(),
                id -> TypedGuard.create(STAGE)
                        .withDescription("limit " + id)
                        .withBulkhead()
                        .limit(model.endpoint().concurrency())
                        .queueSize(queue)
                        .done()
                        .build());
    }

    private static CallEnding notSent(String why, Stopwatch watch) {
        return new CallEnding.Failed(
                CallEnding.Kind.NOT_SENT, "not sent: " + why, Optional.empty(), false, watch.elapsed(), 0);
    }
}
