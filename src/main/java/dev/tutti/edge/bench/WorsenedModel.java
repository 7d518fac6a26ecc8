package dev.tutti.edge.bench;

import dev.tutti.learning.drift.Drift;
import dev.tutti.learning.drift.DriftSettings;
import dev.tutti.learning.drift.DriftWatch;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A model that gets worse without a word: a share of its right answers become wrong
 * ones from one request on. Counted are its requests from there until the watch for drift names it.
 */
final class WorsenedModel {
    private static final int HEALTHY = 300;
    private static final int MOST = 2_000;
    private static final int LOOK_EVERY = 10;
    private static final List<Double> BROKEN = List.of(1.0, 0.5, 0.25);
    private static final List<Double> LABELLED = List.of(1.0, 0.2);

    private final LateModel.Scene scene;
    private final ReplayedTutti tutti;

    /** {@code tutti}: whose release has measured the model. */
    WorsenedModel(LateModel.Scene scene, ReplayedTutti tutti) {
        this.scene = scene;
        this.tutti = tutti;
    }

    /**
     * {@code broken}: the share of right answers that become wrong; {@code labelled}: of requests. {@code requests}: until it
     * was noticed, {@value #MOST} where it was not; {@code early}: how often before anything was wrong.
     */
    record Result(double broken, double labelled, List<Integer> requests, int early) {}

    List<Result> run(int models) {
        FixedPlans plans = new FixedPlans(scene.set(), scene.training());
        List<Answered> answered = answered(ImportLines.id(plans.strongest()));
        List<Result> results = new ArrayList<>();
        for (double broken : BROKEN) {
            for (double labelled : LABELLED) {
                results.add(run(answered, models, broken, labelled));
            }
        }
        return results;
    }

    /** A row of the model alone, and its recorded score. */
    private record Answered(OutcomeRow row, double score) {}

    private List<Answered> answered(ModelId model) {
        return scene.test().stream()
                .map(prompt -> new Answered(
                        tutti.named(prompt, model), scene.known().of(prompt).score(model)))
                .toList();
    }

    private Result run(List<Answered> answered, int models, double broken, double labelled) {
        List<Integer> requests = new ArrayList<>();
        int early = 0;
        for (int seed = 0; seed < models; seed++) {
            Watched watched = new Watched(tutti, answered, new SplittableRandom(seed));
            early += watched.ask(HEALTHY, 0, labelled) < HEALTHY ? 1 : 0;
            requests.add(watched.ask(MOST, broken, labelled));
        }
        return new Result(broken, labelled, requests, early);
    }

    /** One log with its watch. */
    private static final class Watched {
        private final List<Answered> answered;
        private final SplittableRandom chance;
        private final HeldRows log = new HeldRows();
        private final DriftWatch watch;
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

        Watched(ReplayedTutti tutti, List<Answered> answered, SplittableRandom chance) {
            this.answered = answered;
            this.chance = chance;
            DriftSettings settings = RoomSettings.of(DriftSettings.class, "tutti.drift", Map.of());
            watch = new DriftWatch(log, tutti.store()::current, _ -> Optional.empty(), settings, () -> now, _ -> {});
        }

        /** After how many requests it was noticed; all of them where it was not. */
        int ask(int most, double broken, double labelled) {
            for (int i = 1; i <= most; i++) {
                ask(broken, labelled);
                if (i % LOOK_EVERY == 0 && isNoticed()) {
                    return i;
                }
            }
            return most;
        }

        private void ask(double broken, double labelled) {
            Answered one = answered.get(chance.nextInt(answered.size()));
            now = now.plusSeconds(60);
            OutcomeRow row = ReplayedTutti.at(one.row(), "again-" + log.count(), now);
            log.append(row);
            if (chance.nextDouble() < labelled) {
                double score = chance.nextDouble() < broken ? 0 : one.score();
                log.label(new Label(row.id(), score, LabelSource.REPLAY, true, Optional.empty(), now));
            }
        }

        private boolean isNoticed() {
            watch.look();
            return watch.drifting().stream().anyMatch(drift -> drift.kind() == Drift.Kind.QUALITY);
        }
    }
}
