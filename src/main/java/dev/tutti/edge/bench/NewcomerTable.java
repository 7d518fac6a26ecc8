package dev.tutti.edge.bench;

import dev.tutti.learning.audit.NewcomerStanding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What is printed of one set: each model that came late, and how soon one that got worse was noticed. */
final class NewcomerTable {
    private static final int WANTED = 500;

    private final String set;
    private final List<LateModel.Result> late = new ArrayList<>();
    private final List<WorsenedModel.Result> worsened = new ArrayList<>();

    NewcomerTable(String set) {
        this.set = set;
    }

    void add(LateModel.Result result) {
        late.add(result);
    }

    void worsened(List<WorsenedModel.Result> results) {
        worsened.addAll(results);
    }

    void print(PrintWriter out) {
        out.printf(
                "%n%s: a model that comes late; held-out prompts: share that goes to plans with it, score, USD for 1,000%n",
                set);
        out.println(
                "| model, its score | plans | requests until known | anchors, labelled, their mean | served | without it |"
                        + " known | trained anew | full information |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        late.forEach(result -> {
            print(result, "single", LateModel.Both::single, out);
            print(result, "cascades too", LateModel.Both::any, out);
        });
        out.println("A dash: the training before was kept, so that no release served and nobody was new.");
        out.printf("%n%s: a model that gets worse, unsaid; its own requests until noticed (wanted: %d)%n", set, WANTED);
        out.println("| right answers that become wrong | labelled | median | worst | not within " + WANTED
                + " | noticed before |");
        out.println("|---|---|---|---|---|---|");
        worsened.forEach(result -> print(result, out));
        out.flush();
    }

    private static void print(
            LateModel.Result result, String plans, Function<LateModel.Both, LateModel.Served> of, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "| %s, %.3f | %s | %d | %s | %s | %s | %s | %s: %s | %s |%n",
                result.model(),
                result.alone(),
                plans,
                result.requests(),
                result.standing().map(NewcomerTable::anchors).orElse("-"),
                result.standing().map(one -> Integer.toString(one.served())).orElse("-"),
                words(of.apply(result.before())),
                words(of.apply(result.known())),
                result.retrained(),
                words(of.apply(result.after())),
                words(of.apply(result.full())));
    }

    private static String anchors(NewcomerStanding standing) {
        return String.format(
                Locale.ROOT,
                "%d, %d, %s",
                standing.anchors(),
                standing.labels(),
                standing.score()
                        .map(score -> String.format(Locale.ROOT, "%.3f", score))
                        .orElse("-"));
    }

    private static String words(LateModel.Served served) {
        return String.format(
                Locale.ROOT,
                "%.0f %%, %.3f, %.2f",
                100 * served.share(),
                served.point().quality(),
                served.point().costPer1000());
    }

    private static void print(WorsenedModel.Result result, PrintWriter out) {
        List<Integer> sorted = new ArrayList<>(result.requests());
        Collections.sort(sorted);
        long missed = sorted.stream().filter(requests -> requests > WANTED).count();
        out.printf(
                Locale.ROOT,
                "| %.0f %% | %.0f %% | %d | %d | %d of %d | %d |%n",
                100 * result.broken(),
                100 * result.labelled(),
                sorted.get(sorted.size() / 2),
                sorted.getLast(),
                missed,
                sorted.size(),
                result.early());
    }
}
