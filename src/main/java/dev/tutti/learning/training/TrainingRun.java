package dev.tutti.learning.training;

import dev.tutti.sense.budget.MonotonicClock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** One training on its way, as others see it. Safe for many threads. */
final class TrainingRun implements ProgressListener {
    private static final long NANOS = 1_000_000_000;

    private final String id;
    private final MonotonicClock clock;
    private final Instant begun;
    private final long started;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicReference<TrainingStatus> status;

    TrainingRun(String id, Instant begun, MonotonicClock clock) {
        this.id = id;
        this.begun = begun;
        this.clock = clock;
        this.started = clock.nanos();
        this.status = new AtomicReference<>(
                new TrainingStatus(id, Phase.LOADING, 0, 0, OptionalLong.empty(), Optional.empty(), Optional.empty()));
    }

    TrainingStatus status() {
        return status.get();
    }

    /** No labels before they are loaded. */
    Look look() {
        return new Look(begun, status().rows());
    }

    void cancel() {
        cancelled.set(true);
    }

    @Override
    public boolean cancelled() {
        return cancelled.get();
    }

    @Override
    public void at(Phase phase, double percent, long rows) {
        status.set(new TrainingStatus(id, phase, rows, percent, left(percent), Optional.empty(), Optional.empty()));
    }

    /** At the pace so far; nothing is said before a twentieth is done. */
    private OptionalLong left(double percent) {
        if (percent < 5) {
            return OptionalLong.empty();
        }
        double elapsed = (double) (clock.nanos() - started) / NANOS;
        return OptionalLong.of(Math.round(elapsed * (100 - percent) / percent));
    }

    void end(TrainingResult result) {
        status.updateAndGet(last -> new TrainingStatus(
                id,
                Phase.DONE,
                last.rows(),
                100,
                OptionalLong.of(0),
                Optional.of(result.wireName()),
                Optional.of(result.report())));
    }
}
