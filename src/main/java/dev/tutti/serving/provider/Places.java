package dev.tutti.serving.provider;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The places for one model's calls, as many as its limit says at the moment, and a short queue before them: first come,
 * first served. Whoever leaves the queue leaves room in it at once. Where the limit falls below what is on the way, nobody
 * new begins until enough have ended. Safe for many threads.
 */
final class Places {
    /** Under the lock. */
    private final AdaptiveLimit limit;

    private final int queue;
    /** In the order in which they came. */
    private final Set<Place> waiting = new LinkedHashSet<>();

    private int taken;
    private boolean handingOut;

    Places(AdaptiveLimit limit, int queue) {
        this.limit = limit;
        this.queue = queue;
    }

    synchronized int limit() {
        return limit.now();
    }

    synchronized int taken() {
        return taken;
    }

    /** Runs {@code turn} once there is a place, at once when there is one now; empty when the queue is full too. */
    Optional<Place> take(Runnable turn) {
        Place place = new Place(turn);
        synchronized (this) {
            if (taken >= limit.now() || !waiting.isEmpty()) {
                if (waiting.size() >= queue) {
                    return Optional.empty();
                }
                waiting.add(place);
                return Optional.of(place);
            }
            place.hold();
        }
        begin(place);
        return Optional.of(place);
    }

    /** A turn that breaks keeps no place: nobody would give it back. */
    private static void begin(Place place) {
        try {
            place.turn.run();
        } catch (RuntimeException | Error broken) {
            place.leave(Signal.NOTHING);
            throw broken;
        }
    }

    /** By one thread at a time: a turn that is over at once gives its place back in the middle of this. */
    private void handOut() {
        boolean whole = false;
        try {
            for (Optional<Place> next = next(true); next.isPresent(); next = next(false)) {
                begin(next.get());
            }
            whole = true;
        } finally {
            if (!whole) {
                stopped();
            }
        }
    }

    private synchronized void stopped() {
        handingOut = false;
    }

    private synchronized Optional<Place> next(boolean begin) {
        if (begin && handingOut) {
            return Optional.empty();
        }
        Optional<Place> next = taken < limit.now() ? waiting.stream().findFirst() : Optional.empty();
        next.ifPresent(place -> {
            waiting.remove(place);
            place.hold();
        });
        handingOut = next.isPresent();
        return next;
    }

    /** One call's place, or its wait for one. */
    final class Place {
        private final Runnable turn;
        private boolean held;
        private int falls;

        private Place(Runnable turn) {
            this.turn = turn;
        }

        /** Under the lock. */
        private void hold() {
            held = true;
            taken++;
            falls = limit.begins(taken);
        }

        /** Gives up waiting; false when it is not waiting any more. */
        boolean leaveQueue() {
            synchronized (Places.this) {
                return waiting.remove(this);
            }
        }

        /** Gives the place back, saying what was seen of the model, or gives up waiting; again and again changes nothing. */
        void leave(Signal signal) {
            synchronized (Places.this) {
                waiting.remove(this);
                if (held) {
                    held = false;
                    taken--;
                    limit.ended(falls, signal);
                }
            }
            handOut();
        }
    }
}
