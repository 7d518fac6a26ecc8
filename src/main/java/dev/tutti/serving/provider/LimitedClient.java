package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bulkhead: at most so many calls of a model at once as its {@link AdaptiveLimit} says, and a short queue. Who waits in
 * the queue leaves it when its time is up or when it is cancelled; nothing was sent then.
 */
final class LimitedClient implements ModelClient {
    private final ModelClient next;
    private final LimitRules rules;
    private final ProviderMetrics metrics;
    private final Timers timers;
    private final MonotonicClock clock;
    private final Map<ModelId, Places> places = new ConcurrentHashMap<>();

    LimitedClient(ModelClient next, LimitRules rules, ProviderMetrics metrics, Timers timers, MonotonicClock clock) {
        this.next = next;
        this.rules = rules;
        this.metrics = metrics;
        this.timers = timers;
        this.clock = clock;
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        Stopwatch watch = Stopwatch.start(clock);
        ModelCall bounded = DeadlineClient.bounded(call);
        Relay relay = new Relay(() -> new CallEnding.Ignored(Optional.empty(), watch.elapsed(), 0));
        Optional<Places.Place> place = places(call.model()).take(() -> begin(relay, bounded, sink));
        if (place.isEmpty()) {
            relay.complete(notSent("all its places and its queue are full", watch));
            return relay;
        }
        if (relay.isIdle() && !relay.ending().isDone()) {
            leaveTheQueueInTime(place.get(), relay, bounded, watch);
        }
        // Last: whoever comes next may be sent on this thread.
        var _ = relay.ending().thenAccept(ending -> place.get().leave(signal(call, ending)));
        return relay;
    }

    private void begin(Relay relay, ModelCall call, ChunkSink sink) {
        // Cancelled at the moment at which its turn came.
        if (!relay.ending().isDone()) {
            InFlight inner = next.ask(call, sink);
            relay.carry(inner);
            var _ = inner.ending().thenAccept(relay::complete);
        }
    }

    private void leaveTheQueueInTime(Places.Place place, Relay relay, ModelCall call, Stopwatch watch) {
        Timers.Timer timer = timers.after(call.deadline().left(), () -> {
            if (place.leaveQueue()) {
                relay.complete(notSent("its places were full until the time was up", watch));
            }
        });
        var _ = relay.ending().thenRun(timer::cancel);
    }

    private Places places(CatalogueModel model) {
        return places.computeIfAbsent(model.id(), id -> {
            AdaptiveLimit limit = new AdaptiveLimit(model.endpoint().concurrency(), rules.terms(), clock);
            Places own = new Places(limit, rules.queue());
            metrics.limited(id, own);
            return own;
        });
    }

    private Signal signal(ModelCall call, CallEnding ending) {
        return Signal.of(call.question(), ending, rules.fairTime());
    }

    private static CallEnding notSent(String why, Stopwatch watch) {
        return new CallEnding.Failed(
                CallEnding.Kind.NOT_SENT, "not sent: " + why, Optional.empty(), false, watch.elapsed(), 0);
    }
}
