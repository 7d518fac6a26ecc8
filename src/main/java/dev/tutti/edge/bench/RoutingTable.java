package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The table of a routing benchmark: rows are data sets, one block of them for each figure; columns are ways to answer. */
final class RoutingTable {
    private static final String NOT_MEASURABLE = "not measurable on recordings";
    private static final List<String> COLUMNS = List.of(
            StrongestSingle.NAME,
            StaticMixContender.NAME,
            BestAgreementRule.NAME,
            LevelZeroContender.NAME,
            TuttiContender.FULL_INFORMATION,
            TuttiContender.BANDIT_LOGS,
            Oracle.NAME);

    private final List<SetResult> sets;

    RoutingTable(List<SetResult> sets) {
        this.sets = new ArrayList<>(sets);
    }

    void print(PrintWriter out) {
        out.printf("%nReached on test prompts; every choice was made on the training prompts.%n");
        out.println("Cells: score, USD for 1,000 prompts, share of the strongest single's cost,"
                + " 90 % paired bootstrap interval of the score's difference to it, in points.");
        for (Wish.Title title : Wish.Title.values()) {
            block(out, title.words(), sets, (set, contender) -> set.reached(contender, title.words()));
        }
        block(out, "AIQ: mean score over costs, cheapest to strongest", sets, SetResult::aiq);
        List<SetResult> pairs = sets.stream().filter(SetResult::twoModels).toList();
        if (!pairs.isEmpty()) {
            block(out, "APGR, over the share of the way in cost", pairs, SetResult::apgr);
            block(out, "CPT 50 %, as a share of the way in cost", pairs, (set, name) -> set.cpt(name, 0.5));
            block(out, "CPT 80 %, as a share of the way in cost", pairs, (set, name) -> set.cpt(name, 0.8));
        }
        block(out, "ECE debiased (plain; a perfect predictor's at as many)", sets, SetResult::calibration);
        block(out, "time per decision, features included, p99", sets, SetResult::decision);
        out.println();
        out.println("self-moa, self-moa-seq, mixed-moa with a thinking aggregator: " + NOT_MEASURABLE
                + " (a replayed aggregator answers with the plurality of its proposals)");
        out.flush();
    }

    private static void block(
            PrintWriter out, String title, List<SetResult> sets, BiFunction<SetResult, String, String> cell) {
        out.printf("%n%s%n%-16s", title, "");
        COLUMNS.forEach(column -> out.printf("%-33s", column));
        out.println();
        for (SetResult set : sets) {
            out.printf("%-16s", set.name());
            COLUMNS.forEach(column -> out.printf("%-33s", set.has(column) ? cell.apply(set, column) : NOT_MEASURABLE));
            out.println();
        }
    }
}
