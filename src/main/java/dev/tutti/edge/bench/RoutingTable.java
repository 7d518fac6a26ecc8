package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of a routing benchmark: rows are ways to answer, columns are wishes; each cell holds what was reached on test
 * prompts: quality, cost for 1,000 prompts, cost as a share of the strongest single's, and for all but that one the
 * paired 90 % bootstrap interval of the difference in quality to it.
 */
final class RoutingTable {
    private static final long SEED = 20_260_101;

    private final String title;
    private final Map<String, Map<String, List<Contender.Result>>> cells = new LinkedHashMap<>();

    RoutingTable(String title) {
        this.title = title;
    }

    /** Results of further folds under the same name and wish are pooled. */
    void add(String contender, Wish wish, Contender.Result result) {
        cells.computeIfAbsent(contender, name -> new LinkedHashMap<>())
                .computeIfAbsent(wish.title(), name -> new ArrayList<>())
                .add(result);
    }

    void print(PrintWriter out) {
        Map<String, List<Contender.Result>> strongest =
                cells.values().iterator().next();
        out.printf("%n%s: reached on test prompts, all choices made on the others%n", title);
        out.printf("%-44s", "");
        RoutingBench.Titles.all().forEach(wish -> out.printf("%-50s", wish));
        out.println();
        cells.forEach((name, wishes) -> {
            out.printf("%-44s", name);
            wishes.forEach((wish, results) -> out.printf("%-50s", cell(pooled(results), pooled(row(strongest, wish)))));
            out.println();
        });
        out.println("self-moa, self-moa-seq, mixed-moa with synthesis: not measurable on recordings");
        out.flush();
    }

    private static List<Contender.Result> row(Map<String, List<Contender.Result>> wishes, String wish) {
        List<Contender.Result> results = wishes.get(wish);
        if (results == null) {
            throw new IllegalStateException("no result for " + wish);
        }
        return results;
    }

    private static String cell(Contender.Result result, Contender.Result strongest) {
        Point point = result.point();
        Point reference = strongest.point();
        PairedBootstrap difference = PairedBootstrap.of(difference(result, strongest), SEED);
        return String.format(
                Locale.ROOT,
                "%.1f%% $%.2f (%.0f%%) [%+.1f, %+.1f]",
                100 * point.quality(),
                point.costPer1000(),
                100 * point.costPer1000() / reference.costPer1000(),
                100 * difference.lower(),
                100 * difference.upper());
    }

    private static double[] difference(Contender.Result result, Contender.Result strongest) {
        double[] difference = new double[result.answers().size()];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = result.answers().get(i).quality()
                    - strongest.answers().get(i).quality();
        }
        return difference;
    }

    private static Contender.Result pooled(List<Contender.Result> results) {
        return new Contender.Result(
                results.stream().flatMap(result -> result.answers().stream()).toList());
    }
}
