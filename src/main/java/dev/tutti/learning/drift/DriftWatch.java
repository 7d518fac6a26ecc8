package dev.tutti.learning.drift;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches what is no longer as the serving release learned it, and tells; it changes nothing. All it knows is in the log.
 * A row whose label window is over, or behind which many others lie, is read once and then remembered in the detectors'
 * states alone, the others at every look anew, since their labels may still come. Of rows without a label a spread is read,
 * so that a look costs no more on a busy day; where prompts lie, a spread of all says, since where labels do is no chance.
 * A new release starts it anew. Safe for many threads.
 */
public final class DriftWatch {
    private final OutcomeLog log;
    private final Supplier<Optional<RouterModel>> serving;
    private final Function<String, Optional<TrainingFacts>> facts;
    private final DriftSettings settings;
    private final InstantSource time;
    private final Consumer<String> warnings;
    private @Nullable Read read;
    /** Rows before it have too many behind them to be read again. */
    private Instant latest = Instant.MIN;

    private volatile List<Drift> drifting = List.of();

    /** All that rows before {@code until} say against what a release learned from. */
    private record Read(Ground ground, Evidence evidence, Instant until) {}

    /** {@code facts}: what a release says of its training. */
    public DriftWatch(
            OutcomeLog log,
            Supplier<Optional<RouterModel>> serving,
            Function<String, Optional<TrainingFacts>> facts,
            DriftSettings settings,
            InstantSource time,
            Consumer<String> warnings) {
        this.log = log;
        this.serving = serving;
        this.facts = facts;
        this.settings = settings;
        this.time = time;
        this.warnings = warnings;
    }

    /** Reads the rows that are new and those whose labels may be. */
    public synchronized void look() {
        Instant waited = time.instant().minus(settings.labelWindow());
        Read settled = settle(begun(), waited);
        Evidence evidence = settled.evidence().copy();
        Deque<Instant> again = new ArrayDeque<>();
        scan(Optional.of(settled.until()), Optional.empty(), labelled -> {
            evidence.add(labelled, isBefore(labelled, waited));
            again.add(labelled.row().at());
            if (again.size() > settings.history()) {
                again.remove();
            }
        });
        spread(Optional.of(settled.until()), Optional.empty(), evidence::prompt);
        // Only now, so that a log that breaks off in between is read again from where it was read well.
        read = settled;
        latest = again.size() < settings.history() ? latest : again.getFirst();
        tell(evidence.drifts());
    }

    private static boolean isBefore(LabelledRow labelled, Instant end) {
        return labelled.row().at().isBefore(end);
    }

    private void tell(List<Drift> now) {
        now.stream().filter(this::isNew).forEach(drift -> warnings.accept(drift.line()));
        drifting = List.copyOf(now);
    }

    /** What drifts, as of the last look. */
    public List<Drift> drifting() {
        return drifting;
    }

    private boolean isNew(Drift drift) {
        return drifting.stream().noneMatch(drift::isOf);
    }

    private Read begun() {
        Optional<RouterModel> release = serving.get();
        return read != null && read.ground().isOf(release) ? read : begin(release);
    }

    private Read begin(Optional<RouterModel> release) {
        Ground ground = new Ground(release);
        Instant oldest = time.instant().minus(settings.window());
        Optional<Instant> learned = facts(release).flatMap(known -> learn(ground, known));
        return new Read(
                ground, ground.evidence(), learned.filter(oldest::isBefore).orElse(oldest));
    }

    /** What was learned elsewhere is in no window of this log. */
    private Optional<TrainingFacts> facts(Optional<RouterModel> release) {
        return release.flatMap(router -> facts.apply(router.version()))
                .filter(known -> known.trainedOn() == TrainedOn.THIS_DEPLOYMENT);
    }

    /** Reads the window of the training, its last row included; the first moment after it. */
    private Optional<Instant> learn(Ground ground, TrainingFacts known) {
        Optional<Instant> end = known.until().map(last -> last.plusNanos(1));
        end.ifPresent(_ -> {
            scan(known.from(), end, ground::add);
            spread(known.from(), end, ground::prompt);
        });
        return end;
    }

    private Read settle(Read begun, Instant waited) {
        Instant until = latest.isAfter(waited) ? latest : waited;
        if (!until.isAfter(begun.until())) {
            return begun;
        }
        Evidence evidence = begun.evidence().copy();
        scan(Optional.of(begun.until()), Optional.of(until), row -> evidence.add(row, isBefore(row, waited)));
        spread(Optional.of(begun.until()), Optional.of(until), evidence::prompt);
        return new Read(begun.ground(), evidence, until);
    }

    private void scan(Optional<Instant> from, Optional<Instant> until, Consumer<LabelledRow> visitor) {
        log.scan(
                OutcomeQuery.all(Integer.MAX_VALUE).within(from, until).withUnlabelled(settings.unlabelled()), visitor);
    }

    private void spread(Optional<Instant> from, Optional<Instant> until, Consumer<LabelledRow> visitor) {
        log.scan(OutcomeQuery.all(Integer.MAX_VALUE).within(from, until).withSpread(settings.unlabelled()), visitor);
    }
}
