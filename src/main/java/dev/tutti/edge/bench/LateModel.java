package dev.tutti.edge.bench;

import dev.tutti.learning.audit.NewcomerSettings;
import dev.tutti.learning.audit.NewcomerStanding;
import dev.tutti.learning.audit.NewcomerStanding.Phase;
import dev.tutti.learning.audit.NewcomerWatch;
import dev.tutti.learning.training.TrainingResult;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.RoutingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One model that comes when the others are known: a Tutti learns without it on the earlier training prompts, gets to know it
 * on the later ones by the code that serves (asked again and again until all is done), and is then trained anew. Held-out
 * prompts are asked for three scores throughout.
 */
final class LateModel {
    /** Of the training prompts, those that are asked before the model comes. */
    private static final double BEFORE = 0.8;

    /** The scores that are asked for, below the highest. */
    private static final List<Double> LOWER = List.of(0.0, 0.05, 0.1);

    private static final int MOST_REQUESTS = 6_000;
    private static final int LOOK_EVERY = 10;

    private final Scene scene;
    private final ReplayedTutti full;
    private final String late;

    /** {@code full}: one that learned from all training prompts with all models there. */
    LateModel(Scene scene, ReplayedTutti full, String late) {
        this.scene = scene;
        this.full = full;
        this.late = late;
    }

    /** All models' answers, the prompts to learn on and to be measured on, and the seed of training. */
    record Scene(KnownPrompts known, List<RecordedPrompt> training, List<RecordedPrompt> test, long seed) {
        /** Below what the strongest reaches: so that there is a choice. */
        private static final double BELOW = 0.02;

        RecordedSet set() {
            return known.replayed().set();
        }

        /** The score that is asked for where these models are there. */
        double target(RecordedSet models) {
            FixedPlans plans = new FixedPlans(models, training);
            return plans.at(plans.strongest()).quality() - BELOW;
        }

        /** One that learns from all training prompts, with all models there. */
        ReplayedTutti full(WorkFolder work) {
            ReplayedTutti tutti = tutti(known, work, target(set()), new HeldRows());
            learn(tutti, training, new FixedPlans(set(), training));
            return tutti;
        }

        Map<String, String> settings(double target) {
            Map<String, String> settings = new LinkedHashMap<>(LearningSettings.common(target, seed));
            settings.putAll(LearningSettings.fullInformation());
            settings.put("tutti.newcomers.enabled", "true");
            return settings;
        }

        ReplayedTutti tutti(KnownPrompts known, WorkFolder work, double target, HeldRows log) {
            return new ReplayedTutti(known, work.path(), settings(target), MonotonicClock.system(), log);
        }
    }

    /** Where a plan is one call, and where cascades may serve, too. */
    record Both(Served single, Served any) {}

    /** What came of the held-out prompts: how many went to plans with the model, the mean score, the dollars for 1,000. */
    record Served(double share, Point point) {}

    /**
     * {@code requests}: until all was done; {@code heard}: the mean of its labelled answers in the background. {@code known}:
     * before any training; {@code full}: had it been there from the start, with all its answers.
     */
    record Result(
            String model,
            double alone,
            int requests,
            Optional<NewcomerStanding> standing,
            String retrained,
            Both before,
            Both known,
            Both after,
            Both full) {}

    Result run() throws IOException {
        RecordedSet others = scene.set()
                .of(scene.set().models().stream()
                        .filter(model -> !model.equals(late))
                        .toList());
        double target = scene.target(others);
        int split = (int) (BEFORE * scene.training().size());
        List<RecordedPrompt> earlier = scene.training().subList(0, split);
        List<RecordedPrompt> later =
                scene.training().subList(split, scene.training().size());
        try (WorkFolder work = WorkFolder.create()) {
            ReplayedTutti without =
                    scene.tutti(new KnownPrompts(new ReplayedSet(others)), work, target, new HeldRows());
            learn(without, earlier, new FixedPlans(others, earlier));
            Both before = served(without, target);
            ReplayedTutti with = scene.tutti(scene.known(), work, target, without.log());
            NewcomerWatch watch =
                    with.watch(RoomSettings.of(NewcomerSettings.class, "tutti.newcomers", scene.settings(target)));
            int requests = introduce(with, watch, later);
            Optional<NewcomerStanding> standing = standing(watch);
            Both known = served(with, target);
            TrainingResult result = with.train();
            watch.look();
            return new Result(
                    late,
                    new FixedPlans(scene.set(), scene.training()).at(late).quality(),
                    requests,
                    standing,
                    result.wireName(),
                    before,
                    known,
                    served(with, target),
                    served(full, target));
        }
    }

    /** The gate holds a training against what served: the cheapest model, as if nobody had routed before. */
    private static void learn(ReplayedTutti tutti, List<RecordedPrompt> prompts, FixedPlans plans) {
        ModelId cheapest = ImportLines.id(plans.cheapest());
        prompts.forEach(prompt -> tutti.learn(prompt, Asking.naming(prompt, cheapest)));
        tutti.importAll(prompts);
        tutti.train();
    }

    /** How many requests it took. */
    private int introduce(ReplayedTutti tutti, NewcomerWatch watch, List<RecordedPrompt> prompts) {
        watch.look();
        int requests = 0;
        while (requests < MOST_REQUESTS && isUnderWay(watch)) {
            RecordedPrompt prompt = prompts.get(requests % prompts.size());
            OutcomeRow row = tutti.learn(prompt, Asking.measurable(prompt));
            tutti.anchor(prompt, row, watch);
            requests++;
            if (requests % LOOK_EVERY == 0) {
                watch.look();
            }
        }
        watch.look();
        return requests;
    }

    private boolean isUnderWay(NewcomerWatch watch) {
        return standing(watch).filter(one -> one.phase() != Phase.TRAINING).isPresent();
    }

    private Optional<NewcomerStanding> standing(NewcomerWatch watch) {
        ModelId id = ImportLines.id(late);
        return watch.standings().stream().filter(one -> one.model().equals(id)).findFirst();
    }

    private Both served(ReplayedTutti tutti, double target) {
        return new Both(served(tutti, target, Asking::measuringSingle), served(tutti, target, Asking::measuring));
    }

    private Served served(
            ReplayedTutti tutti, double target, BiFunction<RecordedPrompt, Double, RoutingOptions> asking) {
        List<Contender.Scored> scored = new ArrayList<>();
        int by = 0;
        for (double lower : LOWER) {
            for (RecordedPrompt prompt : scene.test()) {
                ReplayedTutti.Served served = tutti.serve(prompt, asking.apply(prompt, target - lower));
                scored.add(new Contender.Scored(
                        served.brought().score(), served.brought().cost().toDouble()));
                by += served.plan().models().contains(ImportLines.id(late)) ? 1 : 0;
            }
        }
        return new Served((double) by / scored.size(), new Contender.Result(scored).point());
    }
}
