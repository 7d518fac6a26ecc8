package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * On one recorded set: a Tutti learns with a few of its models but one, which then appears; and one whose most used model
 * gets worse without a word. Who is left out: the strongest models of those that no other beats in score and cost, and, to
 * see that it gets no traffic, the weakest of all that take part.
 */
final class NewcomerBench {
    static final int FOLDS = 5;
    /** As many models as a catalogue has, so that a run takes seconds. */
    private static final int STRONGEST = 5;

    private static final int FRONTIER = 4;
    private static final int LEFT_OUT = 3;
    private static final int MOST_TRAINING = 1_800;
    private static final int MOST_TEST = 600;
    private static final Folds CUT = new Folds(FOLDS);

    private final int seeds;
    private final int worse;
    private final PrintWriter out;

    NewcomerBench(int seeds, int worse, PrintWriter out) {
        this.seeds = seeds;
        this.worse = worse;
        this.out = out;
    }

    void run(RecordedSet whole) throws IOException {
        CUT.requireIn(whole);
        NewcomerTable table = new NewcomerTable(whole.name());
        for (int seed = 0; seed < seeds; seed++) {
            run(whole, seed, table);
        }
        table.print(out);
    }

    private void run(RecordedSet whole, int seed, NewcomerTable table) throws IOException {
        List<RecordedPrompt> training = some(CUT.training(whole, seed), MOST_TRAINING);
        FixedPlans plans = new FixedPlans(whole, training);
        List<String> frontier = frontier(plans);
        RecordedSet set = whole.of(catalogue(plans, frontier));
        LateModel.Scene scene = new LateModel.Scene(
                new KnownPrompts(new ReplayedSet(set)), training, some(CUT.test(whole, seed), MOST_TEST), 42 + seed);
        try (WorkFolder work = WorkFolder.create()) {
            ReplayedTutti full = scene.full(work);
            for (String late : leftOut(plans, frontier, set)) {
                table.add(new LateModel(scene, full, late).run());
            }
            if (seed == 0) {
                table.worsened(new WorsenedModel(scene, full).run(worse));
            }
        }
    }

    private static List<RecordedPrompt> some(List<RecordedPrompt> prompts, int most) {
        return prompts.subList(0, Math.min(most, prompts.size()));
    }

    private static List<String> leftOut(FixedPlans plans, List<String> frontier, RecordedSet set) {
        List<String> late = new ArrayList<>(frontier.subList(0, Math.min(LEFT_OUT, frontier.size())));
        late.add(set.models().stream()
                .min(Comparator.comparingDouble(model -> plans.at(model).quality()))
                .orElseThrow());
        return late.stream().distinct().toList();
    }

    private static List<String> catalogue(FixedPlans plans, List<String> frontier) {
        Set<String> models = new LinkedHashSet<>(frontier.subList(0, Math.min(FRONTIER, frontier.size())));
        models.addAll(
                byQuality(plans).subList(0, Math.min(STRONGEST, plans.models().size())));
        models.add(byQuality(plans).getLast());
        return List.copyOf(models);
    }

    private static List<String> byQuality(FixedPlans plans) {
        return plans.models().stream()
                .sorted(Comparator.comparingDouble(
                        (String model) -> -plans.at(model).quality()))
                .toList();
    }

    /** The best ahead. */
    private static List<String> frontier(FixedPlans plans) {
        List<String> frontier = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (String model : byQuality(plans)) {
            double cost = plans.at(model).costPer1000();
            if (cost < least) {
                frontier.add(model);
                least = cost;
            }
        }
        return frontier;
    }
}
