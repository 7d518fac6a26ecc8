package dev.tutti.serving.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Answers that were given before, for requests that ask to have the same again: of an equal request of the same key, never
 * of a similar one. Equal requests that come while one is on its way wait for its answer. Bounded by memory and age; for
 * many threads.
 */
public final class Recall {
    private final Cache<ExactRequest, Kept> kept;
    private final ConcurrentMap<ExactRequest, Flight> flights = new ConcurrentHashMap<>();
    private final Duration patience;
    private final MonotonicClock clock;
    private final Counts counts;

    /** {@code patience}: of a request without a latency budget of its own; half of either is waited at most. */
    Recall(RecallSettings settings, Duration patience, MonotonicClock clock, Counts counts) {
        this.patience = patience;
        this.clock = clock;
        this.counts = counts;
        kept = Caffeine.newBuilder()
                .maximumWeight(settings.maxMemory().asLongValue())
                .weigher((ExactRequest _, Kept answer) -> answer.bytes())
                .expireAfterWrite(settings.time())
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    /** Hear of each request that asked for an answer given before, by whether it got one. */
    record Counts(Runnable hit, Runnable miss) {}

    /** A request's turn: it has an answer, or it is run; closed when it has ended, whatever came of it. */
    sealed interface Turn extends AutoCloseable {
        default Optional<Kept> known() {
            return Optional.empty();
        }

        /** How long it has waited for others, whether or not in vain. */
        default Duration waited() {
            return Duration.ZERO;
        }

        /** The request was run, and its row is on disk. */
        default void ran(Decision decision, Ending ending) {}

        @Override
        default void close() {}
    }

    /** There is nothing to share. */
    private record Alone(Duration waited) implements Turn {}

    private record Known(Kept answer, Duration waited) implements Turn {
        @Override
        public Optional<Kept> known() {
            return Optional.of(answer);
        }
    }

    /** One on which others may wait. */
    private final class Leading implements Turn {
        private final RoutedRequest request;
        private final ExactRequest exact;
        private final Flight flight;
        private final Duration waited;

        Leading(RoutedRequest request, ExactRequest exact, Flight flight, Duration waited) {
            this.request = request;
            this.exact = exact;
            this.flight = flight;
            this.waited = waited;
        }

        @Override
        public Duration waited() {
            return waited;
        }

        @Override
        public void ran(Decision decision, Ending ending) {
            Kept.of(request, decision, ending).ifPresent(answer -> {
                keep(answer);
                flight.land(new Flight.Landing.Shared(answer));
            });
        }

        /** Unless it was to be forgotten while it was on its way. */
        private void keep(Kept answer) {
            flights.computeIfPresent(exact, (_, inSight) -> {
                if (inSight.equals(flight)) {
                    kept.put(exact, answer);
                }
                return inSight;
            });
        }

        /** First out of sight, so that nobody waits for one that has landed. */
        @Override
        public void close() {
            flights.remove(exact, flight);
            flight.land(request.cancel().cancelled() ? new Flight.Landing.HandedOver() : new Flight.Landing.Nothing());
        }
    }

    /** Blocks while an equal request is on its way. */
    Turn turn(RoutedRequest request) {
        if (!request.options().recalls()) {
            return new Alone(Duration.ZERO);
        }
        Turn turn = turn(request, ExactRequest.of(request));
        (turn.known().isPresent() ? counts.hit() : counts.miss()).run();
        return turn;
    }

    private Turn turn(RoutedRequest request, ExactRequest exact) {
        Flight own = new Flight();
        long begun = clock.nanos();
        // Of all that it waits for: who waits for one after another has no more time for it.
        Deadline until = Deadline.in(wait(request), clock);
        while (true) {
            Flight first = flights.putIfAbsent(exact, own);
            if (first == null) {
                return leading(request, exact, own, since(begun));
            }
            switch (first.await(request.cancel(), until.left())) {
                case Flight.Landing.Shared shared -> {
                    return new Known(shared.kept(), since(begun));
                }
                case Flight.Landing.Nothing _ -> {
                    return new Alone(since(begun));
                }
                case Flight.Landing.HandedOver _ -> {}
            }
        }
    }

    /** Looked up as the one that runs, since the one before may have landed just now. */
    private Turn leading(RoutedRequest request, ExactRequest exact, Flight own, Duration waited) {
        Turn leading = new Leading(request, exact, own, waited);
        Kept known = kept.getIfPresent(exact);
        if (known == null) {
            return leading;
        }
        own.land(new Flight.Landing.Shared(known));
        leading.close();
        return new Known(known, waited);
    }

    private Duration since(long begun) {
        return Duration.ofNanos(clock.nanos() - begun);
    }

    /** Half of the time, so that who waited in vain has some left to run in. */
    private Duration wait(RoutedRequest request) {
        return request.options().maxLatency().orElse(patience).dividedBy(2);
    }

    /** Forgets the answers of a key, those on their way first: the next key of that name may be somebody else's. */
    public void forget(KeyId key) {
        flights.keySet().removeIf(exact -> exact.key().equals(key));
        kept.asMap().keySet().removeIf(exact -> exact.key().equals(key));
    }

    /** Forgets the answers that a key was given in a session; of those on their way, which tell no session, all. */
    void forget(KeyId key, String session) {
        flights.keySet().removeIf(exact -> exact.key().equals(key));
        kept.asMap()
                .entrySet()
                .removeIf(entry -> entry.getKey().key().equals(key)
                        && entry.getValue().session().equals(Optional.of(session)));
    }

    /** How many wait for the answer to a request that is on its way. */
    int waiting() {
        return flights.values().stream().mapToInt(Flight::waiting).sum();
    }
}
