package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Quality and cost of fixed plans on recorded answers, beside the best single model's: which models a plan asks is chosen
 * on training prompts, what is told was reached on the others, over HTTP, by the plan's own run. Only what needs no second
 * sample of a model and no thinking aggregator can be told from recordings.
 */
final class StrategyQuality {
    private static final int SIDE_BY_SIDE = 8;
    private static final int FOLDS = 5;
    private static final long SEED = 7;

    private final Path jar;
    private final PrintWriter out;

    StrategyQuality(Path jar, PrintWriter out) {
        this.jar = jar;
        this.out = out;
    }

    /** The first so many of five folds, their test prompts together. */
    void run(RecordedSet set, int folds) throws IOException {
        ReplayedSet replayed = new ReplayedSet(set);
        Map<String, List<RecordedCaller.Outcome>> reached = new LinkedHashMap<>();
        try (WorkFolder work = WorkFolder.create();
                ServedTutti tutti = ServedTutti.start(jar, work.path(), settings(replayed, work.path()))) {
            RecordedCaller caller = new RecordedCaller(tutti, SIDE_BY_SIDE);
            for (int fold = 0; fold < folds; fold++) {
                FixedPlans plans = new FixedPlans(set, new Folds(FOLDS).training(set, fold));
                List<RecordedPrompt> test = new Folds(FOLDS).test(set, fold);
                chosen(plans)
                        .forEach((name, plan) -> reached.computeIfAbsent(name, _ -> new ArrayList<>())
                                .addAll(caller.ask(test, _ -> StrategyShape.routing(plan))));
            }
        }
        print(set, folds, reached);
    }

    private static Map<String, String> settings(ReplayedSet replayed, Path work) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("tutti.catalogue", "practice");
        settings.put("tutti.practice.replay", replayed.write(work).toString());
        settings.put("tutti.practice.replay-prices", ReplayedSet.prices(work).toString());
        settings.put("tutti.practice.latency-scale", "0");
        // Recorded answers come at once: a late one tells of this machine, and asking twice would cost what nobody
        // recorded.
        settings.put("tutti.execution.hedge.enabled", "false");
        settings.put("tutti.audit.rate", "0");
        return settings;
    }

    /** By name, the best single model first. */
    private static Map<String, ObjectNode> chosen(FixedPlans plans) {
        Map<String, ObjectNode> chosen = new LinkedHashMap<>();
        chosen.put("single, the strongest", StrategyShape.single(id(plans.strongest())));
        for (int size : new int[] {3, 6}) {
            List<String> best = ids(best(plans, size));
            chosen.put(
                    "vote of the " + size + " strongest",
                    StrategyShape.mixed(best, 2).put("mode", "vote"));
        }
        List<String> six = best(plans, 6);
        chosen.put(
                "adaptive panel, 2 to 6",
                StrategyShape.adaptive(StrategyShape.mixed(cheapestFirst(plans, six), 2), six.size())
                        .put("mode", "vote"));
        AgreementRule rule = rule(plans);
        chosen.put(
                "cascade, 2 agree of 3", StrategyShape.cascade(ids(List.of(rule.first(), rule.second(), rule.last()))));
        return chosen;
    }

    private static List<String> best(FixedPlans plans, int size) {
        return plans.models().stream()
                .sorted(Comparator.comparingDouble(
                        (String model) -> -plans.at(model).quality()))
                .limit(size)
                .toList();
    }

    private static List<String> cheapestFirst(FixedPlans plans, List<String> models) {
        return ids(models.stream()
                .sorted(Comparator.comparingDouble(model -> plans.at(model).costPer1000()))
                .toList());
    }

    /** The cheapest agreement rule that is no worse than the strongest single on the training prompts. */
    private static AgreementRule rule(FixedPlans plans) {
        Wish wish = new Wish.Quality("", plans.at(plans.strongest()).quality());
        return plans.agreementRules().entrySet().stream()
                .reduce((a, b) -> wish.prefers(b.getValue(), a.getValue()) ? b : a)
                .orElseThrow()
                .getKey();
    }

    private static String id(String model) {
        return ImportLines.id(model).value();
    }

    private static List<String> ids(List<String> models) {
        return models.stream().map(StrategyQuality::id).toList();
    }

    private void print(RecordedSet set, int folds, Map<String, List<RecordedCaller.Outcome>> reached) {
        List<RecordedCaller.Outcome> single = reached.values().iterator().next();
        out.printf(
                "%nReplayed answers of %s, %d test prompts of %d of %d folds; models chosen on the training prompts%n",
                set.name(), single.size(), folds, FOLDS);
        reached.forEach((name, outcomes) -> out.println(line(name, outcomes, single)));
        out.println("  self-moa, self-moa-seq, synthesise, select: not measurable on recordings");
        out.flush();
    }

    private static String line(
            String name, List<RecordedCaller.Outcome> outcomes, List<RecordedCaller.Outcome> single) {
        Point point = point(outcomes);
        PairedBootstrap difference = PairedBootstrap.of(
                IntStream.range(0, outcomes.size())
                        .mapToDouble(
                                i -> outcomes.get(i).quality() - single.get(i).quality())
                        .toArray(),
                SEED);
        return "  %-26s %5.1f %%  $%6.3f for 1,000 (%3.0f %% of the strongest single's)  %+5.1f points [%+.1f, %+.1f]"
                .formatted(
                        name,
                        100 * point.quality(),
                        point.costPer1000(),
                        100 * point.costPer1000() / point(single).costPer1000(),
                        100 * difference.mean(),
                        100 * difference.lower(),
                        100 * difference.upper());
    }

    private static Point point(List<RecordedCaller.Outcome> outcomes) {
        return new Contender.Result(outcomes.stream()
                        .map(outcome -> new Contender.Scored(outcome.quality(), outcome.costUsd()))
                        .toList())
                .point();
    }
}
