package dev.tutti.edge.http;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets conversations in as long as the service gets through with them in time, and turns away the rest, evenly between
 * keys. Nobody is turned away while few are inside. Never blocks for longer than a few sums; safe for many threads.
 */
final class LoadShedder {
    private final OverloadTerms terms;
    private final MonotonicClock clock;
    private final EntryRate rate;
    private final FairShares shares = new FairShares();
    private int inside;
    private boolean away;
    private long sent;

    LoadShedder(OverloadTerms terms, MonotonicClock clock) {
        this.terms = terms;
        this.clock = clock;
        this.rate = new EntryRate(terms, clock.nanos());
    }

    /** A conversation that was let in; it has to leave once, more often changes nothing. */
    final class Guest {
        private @Nullable Share share;

        private Guest(Share share) {
            this.share = share;
        }

        void leave() {
            synchronized (LoadShedder.this) {
                Share held = share;
                if (held != null) {
                    share = null;
                    held.leaves();
                    inside--;
                    rate.leaves();
                }
            }
        }
    }

    /** Empty when it is turned away. */
    synchronized Optional<Guest> enter(KeyId key) {
        long now = clock.nanos();
        if (inside == 0) {
            // Nobody is there for whom anything would wait.
            rate.waited(0);
        }
        look(now);
        Share share = shares.asks(key, now);
        if (mayEnter(share, now)) {
            return Optional.of(letIn(share));
        }
        rate.refuses();
        return Optional.empty();
    }

    private Guest letIn(Share share) {
        rate.enters(shares.asksForLess(share));
        share.enters();
        inside++;
        return new Guest(share);
    }

    private boolean mayEnter(Share share, long now) {
        double room = rate.room(now);
        return inside < terms.floor()
                || (shares.mayStay(share, inside, terms.ceiling()) && shares.mayEnter(share, room));
    }

    /** A messenger sets out to see how long work waits: one at a time. */
    synchronized void sent() {
        sent = clock.nanos();
        away = true;
    }

    /** It is back; how long it was away. */
    synchronized Duration back() {
        long now = clock.nanos();
        long waited = now - sent;
        away = false;
        rate.waited(waited);
        look(now);
        return Duration.ofNanos(waited);
    }

    /** Does not wait for a messenger that waits itself. */
    private void look(long now) {
        if (rate.isOver(away ? now - sent : EntryRate.UNKNOWN, now)) {
            shares.share(rate.perSecond(), now);
        }
    }

    synchronized int inside() {
        return inside;
    }

    /** Conversations a second that are let in; 0 while all are. */
    synchronized double perSecond() {
        return rate.isLimited() ? rate.perSecond() : 0;
    }
}
