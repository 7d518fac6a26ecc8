package dev.tutti.learning.rollout;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseRefused;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves the release that is on its way to its next stage, or takes it back. All it knows is the stage, in the model store,
 * and what the log says of the requests since: after a restart it finds the same. Safe for many threads.
 */
public final class RolloutWatch {
    private final ModelStore store;
    private final OutcomeLog log;
    private final RolloutSettings settings;
    private final Ears ears;
    private volatile Optional<RolloutStanding> standing = Optional.empty();

    /** Who hears of it: a line for people, and how each rollout ended, {@code promoted} or {@code withdrawn}. */
    record Ears(Consumer<String> lines, Consumer<Ended> ends) {}

    /** How a rollout that this watch brought to an end did end. */
    enum Ended {
        PROMOTED,
        WITHDRAWN
    }

    RolloutWatch(ModelStore store, OutcomeLog log, RolloutSettings settings, Ears ears) {
        this.store = store;
        this.log = log;
        this.settings = settings;
        this.ears = ears;
    }

    /** As of the last look; empty when no release is on its way. */
    public Optional<RolloutStanding> standing() {
        return standing.filter(known -> store.rollout().equals(Optional.of(known.rollout())));
    }

    /** Reckons anew with what is in the log by now, and takes the step that follows. */
    public synchronized void look() {
        Optional<RolloutStanding> now = store.rollout().map(this::judged);
        boolean moved = !store.rollout().equals(now.map(RolloutStanding::rollout));
        // At a new stage no request has come yet, so this look takes no further step.
        standing = moved ? store.rollout().map(this::judged) : now;
    }

    private RolloutStanding judged(Rollout rollout) {
        RolloutReading reading = new RolloutReading(rollout);
        log.scan(
                OutcomeQuery.all(Integer.MAX_VALUE).within(Optional.of(rollout.begun()), Optional.empty()),
                reading::add);
        Weighing weighing = reading.weighed(Objections.of(settings));
        int needed = settings.requestsPerStage();
        Step step = Step.after(rollout, reading.requests(), needed, weighing.objections());
        RolloutStanding now = RolloutStanding.of(rollout, reading.requests(), needed, weighing, words(step));
        try {
            take(step, now);
        } catch (ReleaseRefused refused) {
            // Another process or a person was faster, or the disk is full: the next look finds what is.
            ears.lines()
                    .accept("release %s stays where it is: %s".formatted(rollout.challenger(), refused.getMessage()));
        }
        return now;
    }

    private static String words(Step step) {
        return switch (step) {
            case Step.Stay stay -> stay.awaits();
            case Step.Advance _ -> "nothing: it goes on";
            case Step.TakeBack back -> back.reason();
        };
    }

    private void take(Step step, RolloutStanding now) {
        Rollout rollout = now.rollout();
        switch (step) {
            case Step.Stay _ -> {}
            case Step.Advance _ -> {
                store.advance(rollout);
                boolean last = rollout.stage().next().isEmpty();
                ears.lines()
                        .accept("release %s %s"
                                .formatted(
                                        rollout.challenger(),
                                        rollout.stage()
                                                .next()
                                                .map(stage -> "is at stage " + stage.wireName())
                                                .orElse("is the champion")));
                if (last) {
                    ears.ends().accept(Ended.PROMOTED);
                }
            }
            case Step.TakeBack back -> {
                store.withdraw(rollout, back.reason(), now.figures());
                ears.lines().accept("release %s was taken back: %s".formatted(rollout.challenger(), back.reason()));
                ears.ends().accept(Ended.WITHDRAWN);
            }
        }
    }
}
