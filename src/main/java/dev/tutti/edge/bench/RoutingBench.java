package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How good the routing is, on recorded outcomes of real models: for each test fold a Tutti of its own starts from an empty
 * store, learns from the other folds, and answers the test fold's prompts. A router that was trained on one of those is
 * refused.
 */
final class RoutingBench {
    private static final double NANOS = 1e9;

    private final Way way;
    private final Folds folds;
    private final long seed;
    private final PrintWriter out;

    RoutingBench(Way way, int folds, long seed, PrintWriter out) {
        this.way = way;
        this.folds = new Folds(folds);
        this.seed = seed;
        this.out = out;
    }

    /** How Tutti itself is run. */
    interface Way {
        /** In words, for whoever reads the table. */
        String words();

        /** How many folds at once. */
        int sideBySide();

        Learning learning(KnownPrompts known, FixedPlans plans, EvaluatedPrompts evaluated, long seed, PrintWriter out);
    }

    /** Runs the first so many folds of the set; {@link EvaluatedPrompts.KnownToRouter} ends it. */
    SetResult run(RecordedSet set, int foldsToRun) throws IOException {
        folds.requireIn(set);
        long begun = System.nanoTime();
        KnownPrompts known = new KnownPrompts(new ReplayedSet(set));
        List<Future<Fold>> running = new ArrayList<>();
        SetResult result = new SetResult(set, seed);
        try (ExecutorService pool = Executors.newFixedThreadPool(way.sideBySide())) {
            for (int i = 0; i < foldsToRun; i++) {
                int fold = i;
                running.add(pool.submit(() -> fold(known, fold)));
            }
            for (Future<Fold> fold : running) {
                Fold done = done(fold);
                out.print(done.said());
                out.flush();
                result.add(done.result());
            }
        }
        out.printf(Locale.ROOT, "%s took %.0f s%n", set.name(), (System.nanoTime() - begun) / NANOS);
        return result;
    }

    /** What was reached on one fold, and what is to be printed of it. */
    private record Fold(SetResult result, String said) {}

    private static Fold done(Future<Fold> fold) throws IOException {
        try {
            return fold.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            if (e.getCause() instanceof RuntimeException broken) {
                throw broken;
            }
            throw new IllegalStateException(e);
        }
    }

    private Fold fold(KnownPrompts known, int fold) throws IOException {
        StringWriter said = new StringWriter();
        SetResult result = new SetResult(known.replayed().set(), seed);
        PrintWriter told = new PrintWriter(said);
        fold(known, fold, result, told);
        told.flush();
        return new Fold(result, said.toString());
    }

    private void fold(KnownPrompts known, int fold, SetResult result, PrintWriter told) throws IOException {
        RecordedSet set = known.replayed().set();
        List<RecordedPrompt> training = folds.training(set, fold);
        List<RecordedPrompt> test = folds.test(set, fold);
        FixedPlans plans = new FixedPlans(set, training);
        told.printf(
                "%s, fold %d of %d: %d training and %d test prompts, %d models; strongest single: %s%n",
                set.name(),
                fold + 1,
                folds.count(),
                training.size(),
                test.size(),
                set.models().size(),
                plans.strongest());
        List<Wish> wishes = Wish.all(plans);
        for (Contender contender : fixed(known, plans)) {
            result.add(contender, wishes, plans, test);
        }
        Learning tutti = way.learning(known, plans, EvaluatedPrompts.of(test), seed, told);
        tutti.fullInformation(contender -> judge(contender, wishes, plans, test, result));
        tutti.banditLogs(contender -> judge(contender, wishes, plans, test, result));
        result.tested(plans, test);
    }

    private List<Contender> fixed(KnownPrompts known, FixedPlans plans) {
        RecordedSet set = known.replayed().set();
        List<Contender> fixed = new ArrayList<>(List.of(
                new StrongestSingle(plans),
                new StaticMixContender(plans),
                new LevelZeroContender(known, plans.training(), seed),
                new Oracle(set)));
        if (set.answers() && set.models().size() > 2) {
            fixed.add(new BestAgreementRule(plans));
        }
        plans.strongestVote().ifPresent(vote -> fixed.add(new StrongestVote(vote)));
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
