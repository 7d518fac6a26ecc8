package dev.tutti.edge.identity;

import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an identity provider as last seen. They are looked at anew when they are no longer fresh, beside what goes on,
 * and when a token names one that is not among them, which then waits; one look at a time, and none too soon after another.
 * Where the provider cannot be reached, they hold for a while longer. Safe for many threads; may block, never for longer
 * than the source does.
 */
final class ProviderKeys {
    private static final Logger LOG = Logger.getLogger(ProviderKeys.class);

    /** So many times as old as fresh ones may be, keys are still good for those who come while others are fetched. */
    private static final int FRESH_ENOUGH = 2;

    private final KeySource source;
    private final KeyTimes times;
    private final Executor threads;
    private final MonotonicClock clock;
    private final OidcMeters meters;
    private volatile @Nullable Seen seen;
    private volatile boolean failed;
    private @Nullable CompletableFuture<Void> running;
    private boolean looked;
    private long lookedNanos;

    /** {@code threads}: such as may block. */
    ProviderKeys(KeySource source, KeyTimes times, Executor threads, MonotonicClock clock, OidcMeters meters) {
        this.source = source;
        this.times = times;
        this.threads = threads;
        this.clock = clock;
        this.meters = meters;
    }

    /** Keys, and when on the monotonic clock they were asked for. */
    private record Seen(KeySet keys, long nanos) {}

    /** Empty where none were ever seen, or too long ago. */
    Optional<KeySet> current() {
        Seen known = seen;
        if (known != null && isYounger(known, times.fresh())) {
            return Optional.of(known.keys());
        }
        CompletableFuture<Void> look = look();
        if (known == null || !isUsable(known)) {
            look.join();
        }
        return Optional.ofNullable(seen).filter(this::isKept).map(Seen::keys);
    }

    /** The same after another look, where the last one is not too young. */
    Optional<KeySet> again() {
        look().join();
        return Optional.ofNullable(seen).filter(this::isKept).map(Seen::keys);
    }

    /** Whether the last look saw them: a key that is not among them then is not the provider's. */
    boolean areSure() {
        return !failed;
    }

    /** When another look may show more. */
    Duration between() {
        return times.between();
    }

    /** While it is looked again: after a quiet hour a key may have been taken back that nobody has asked about since. */
    private boolean isUsable(Seen known) {
        return failed ? isKept(known) : isYounger(known, times.fresh().multipliedBy(FRESH_ENOUGH));
    }

    private boolean isKept(Seen known) {
        return isYounger(known, times.fresh().plus(times.kept()));
    }

    private boolean isYounger(Seen known, Duration age) {
        return clock.nanos() - known.nanos() < age.toNanos();
    }

    /** What ends when the look has ended that is under way, or one that begins now, or at once where it would be too soon. */
    private CompletableFuture<Void> look() {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (running != null) {
                return running;
            }
            if (looked && clock.nanos() - lookedNanos < times.between().toNanos()) {
                return CompletableFuture.completedFuture(null);
            }
            mine = new CompletableFuture<>();
            running = mine;
        }
        threads.execute(() -> lookNow(mine));
        return mine;
    }

    private void lookNow(CompletableFuture<Void> mine) {
        try {
            fetch();
        } finally {
            synchronized (this) {
                running = null;
                looked = true;
                lookedNanos = clock.nanos();
            }
            mine.complete(null);
        }
    }

    private void fetch() {
        // Before the asking: what changes meanwhile is seen in time all the same.
        long nanos = clock.nanos();
        boolean saw = false;
        try {
            saw(source.fetch(), nanos);
            saw = true;
        } catch (KeysUnavailable e) {
            tell(e);
        } finally {
            failed = !saw;
            meters.fetched(saw);
        }
    }

    private void saw(KeySet keys, long nanos) {
        Seen known = seen;
        // The same object for the same keys, by which those who rest on them know that nothing has changed.
        seen = new Seen(known != null && known.keys().equals(keys) ? known.keys() : keys, nanos);
        if (failed) {
            LOG.info("the identity provider's keys are there again");
        }
    }

    private void tell(KeysUnavailable problem) {
        if (!failed) {
            LOG.warnf(
                    "the identity provider's keys cannot be had: %s; %s",
                    problem.getMessage(),
                    seen == null
                            ? "tokens are refused until they are there"
                            : "those seen last hold until they are "
                                    + times.fresh().plus(times.kept()) + " old");
        }
    }
}
