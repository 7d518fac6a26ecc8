package dev.tutti.edge.http;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets conversations in as long as their turn comes in time, and turns away the rest, evenly between keys. Nobody is turned
 * away while few are inside. Never blocks for longer than a few sums; safe for many threads.
 */
final class LoadShedder {
    private final OverloadTerms terms;
    private final IntSupplier turns;
    private final MonotonicClock clock;
    private final EntryQueue queue;
    private final FairShares shares = new FairShares();
    private int inside;

    /** {@code turns}: that wait for a thread, of whatever kind. */
    LoadShedder(OverloadTerms terms, int processors, IntSupplier turns, MonotonicClock clock) {
        this.terms = terms;
        this.turns = turns;
        this.clock = clock;
        this.queue = new EntryQueue(terms, processors, clock.nanos());
    }

    /** A conversation that was let in; its turn comes once and it leaves once, more often changes nothing. */
    final class Guest {
        private final long since;
        private boolean waits = true;
        private @Nullable Share share;

        private Guest(Share share, long since) {
            this.share = share;
            this.since = since;
        }

        /** Its turn has come; how long it waited. */
        Duration begins() {
            synchronized (LoadShedder.this) {
                long now = clock.nanos();
                if (waits) {
                    waits = false;
                    queue.begins(now - since, now);
                    look(now);
                }
                return Duration.ofNanos(now - since);
            }
        }

        /** One that leaves before its turn waits no more. */
        void leave() {
            synchronized (LoadShedder.this) {
                Share held = share;
                if (held != null) {
                    share = null;
                    held.leaves();
                    inside--;
                    begins();
                }
            }
        }
    }

    /** Empty when it is turned away. */
    synchronized Optional<Guest> enter(KeyId key) {
        long now = clock.nanos();
        look(now);
        Share share = shares.asks(key, now);
        if (mayEnter(share, now)) {
            share.enters();
            inside++;
            queue.enters(now);
            return Optional.of(new Guest(share, now));
        }
        return Optional.empty();
    }

    private boolean mayEnter(Share share, long now) {
        return inside < terms.floor() || (shares.mayStay(share, inside, terms.ceiling()) && findsRoom(share, now));
    }

    private boolean findsRoom(Share share, long now) {
        boolean finds = shares.mayEnter(share, queue.room(turns.getAsInt(), now));
        if (!finds) {
            queue.refuses();
        }
        return finds;
    }

    private void look(long now) {
        if (queue.isOver(now)) {
            shares.share(queue.isLimited() ? queue.perSecond() : Double.POSITIVE_INFINITY, now);
        }
    }

    synchronized int inside() {
        return inside;
    }

    /** Conversations a second that are let in; 0 while all are. */
    synchronized double perSecond() {
        return queue.isLimited() ? queue.perSecond() : 0;
    }
}
