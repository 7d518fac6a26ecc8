package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How good the routing is, on recorded outcomes of real models, through the real HTTP path: for each test fold a Tutti of
 * its own starts from an empty store, learns from the other folds, and answers the test fold's prompts. A router that was
 * trained on one of those is refused.
 */
final class RoutingBench {
    private final Path jar;
    private final Folds folds;
    private final PrintWriter out;

    RoutingBench(Path jar, int folds, PrintWriter out) {
        this.jar = jar;
        this.folds = new Folds(folds);
        this.out = out;
    }

    /** Runs the first so many folds of every set and prints the table; {@link EvaluatedPrompts.KnownToRouter} ends it. */
    void run(List<RecordedSet> sets, int foldsToRun) throws IOException {
        out.println("Tutti answers over HTTP, packaged and with replayed models; level 0 is replayed in this program by"
                + " the same policy; fixed plans and the oracle are read off the recording.");
        List<SetResult> results = new ArrayList<>();
        for (RecordedSet set : sets) {
            SetResult result = new SetResult(set);
            for (int fold = 0; fold < foldsToRun; fold++) {
                fold(set, fold, result);
            }
            results.add(result);
        }
        new RoutingTable(results).print(out);
    }

    private void fold(RecordedSet set, int fold, SetResult result) throws IOException {
        List<RecordedPrompt> training = folds.training(set, fold);
        List<RecordedPrompt> test = folds.test(set, fold);
        FixedPlans plans = new FixedPlans(set, training);
        out.printf(
                "%s, fold %d of %d: %d training and %d test prompts, %d models; strongest single: %s%n",
                set.name(),
                fold + 1,
                folds.count(),
                training.size(),
                test.size(),
                set.models().size(),
                plans.strongest());
        out.flush();
        List<Wish> wishes = Wish.all(plans.at(plans.strongest()));
        ReplayedSet replayed = new ReplayedSet(set);
        for (Contender contender : fixed(replayed, plans, training)) {
            result.add(contender, wishes, plans, test);
        }
        LearningTutti tutti = new LearningTutti(jar, replayed, plans, EvaluatedPrompts.of(test), out);
        tutti.fullInformation(contender -> judge(contender, wishes, plans, test, result));
        tutti.banditLogs(contender -> judge(contender, wishes, plans, test, result));
    }

    private static List<Contender> fixed(ReplayedSet replayed, FixedPlans plans, List<RecordedPrompt> training) {
        List<Contender> fixed = new ArrayList<>(List.of(
                new StrongestSingle(plans),
                new StaticMixContender(plans),
                new LevelZeroContender(replayed, training),
                new Oracle(replayed.set())));
        if (replayed.set().answers() && replayed.set().models().size() > 2) {
            fixed.add(new BestAgreementRule(plans));
        }
        return fixed;
    }

    private static void judge(
            TuttiContender contender,
            List<Wish> wishes,
            FixedPlans plans,
            List<RecordedPrompt> test,
            SetResult result) {
        result.add(contender, wishes, plans, test);
        result.addRouter(contender);
    }
}
