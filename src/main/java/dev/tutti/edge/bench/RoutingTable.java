package dev.tutti.edge.bench;

import dev.tutti.learning.training.CalibrationError;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/** The table of a routing benchmark: rows are data sets, one block of them for each figure; columns are ways to answer. */
final class RoutingTable {
    static final String NOT_MEASURABLE = "not measurable on recordings";
    static final String STRATEGIES_NOT_MEASURABLE = "self-moa, self-moa-seq, mixed-moa with a thinking aggregator: "
            + NOT_MEASURABLE + " (one answer a model and prompt is on record, and nothing thinks)";

    static final List<String> COLUMNS = List.of(
            StrongestSingle.NAME,
            StaticMixContender.NAME,
            BestAgreementRule.NAME,
            LevelZeroContender.NAME,
            TuttiContender.FULL_INFORMATION,
            TuttiContender.BANDIT_LOGS,
            Oracle.NAME);

    private static final int NAME_WIDTH = 30;

    private final List<SetResult> sets;

    RoutingTable(List<SetResult> sets) {
        this.sets = new ArrayList<>(sets);
    }

    void print(PrintWriter out) {
        out.printf("%nReached on test prompts; every choice was made on the training prompts.%n");
        out.println(
                "Cells: score [its difference to the strongest single's, in points], USD for 1,000 prompts, share of the"
                        + " strongest single's cost [same]; brackets are 90 % paired bootstrap intervals.");
        for (Wish.Title title : Wish.Title.values()) {
            wish(out, title);
        }
        block(out, "AIQ: mean score over costs, cheapest to strongest", sets, number(SetResult::aiq));
        List<SetResult> pairs = sets.stream().filter(SetResult::twoModels).toList();
        if (!pairs.isEmpty()) {
            block(out, "APGR, over the share of the way in cost", pairs, number(SetResult::apgr));
            block(out, "CPT 50 %, as a share of the way in cost", pairs, number((set, name) -> set.cpt(name, 0.5)));
            block(out, "CPT 80 %, as a share of the way in cost", pairs, number((set, name) -> set.cpt(name, 0.8)));
        }
        block(out, "ECE debiased (plain; a perfect predictor's at as many)", sets, RoutingTable::calibration);
        block(
                out,
                "time per decision, features included, p50 and p99 (p99 of what its thread computed)",
                sets,
                RoutingTable::decision);
        out.println();
        out.println(STRATEGIES_NOT_MEASURABLE);
        out.flush();
    }

    private void wish(PrintWriter out, Wish.Title title) {
        List<SetResult> wished = sets.stream()
                .filter(set -> set.reached(StrongestSingle.NAME, title.words()).isPresent())
                .toList();
        if (!wished.isEmpty()) {
            String words = title == Wish.Title.AT_VOTE
                    ? title.words() + " (differences and shares are of that vote)"
                    : title.words();
            block(
                    out,
                    words,
                    wished,
                    (set, contender) -> set.reached(contender, title.words()).map(RoutingTable::cell));
        }
    }

    private static String cell(SetResult.Reached reached) {
        return String.format(
                Locale.ROOT,
                "%.1f%% [%+.1f,%+.1f] $%.3f %.0f%% [%.0f,%.0f]",
                100 * reached.point().quality(),
                100 * reached.difference().lower(),
                100 * reached.difference().upper(),
                reached.point().costPer1000(),
                100 * reached.share().mean(),
                100 * reached.share().lower(),
                100 * reached.share().upper());
    }

    private static BiFunction<SetResult, String, Optional<String>> number(
            BiFunction<SetResult, String, OptionalDouble> figure) {
        return (set, contender) -> figure.apply(set, contender).stream()
                .mapToObj(mean -> String.format(Locale.ROOT, "%.3f", mean))
                .findFirst();
    }

    private static Optional<String> calibration(SetResult set, String contender) {
        return set.calibration(contender).map(RoutingTable::calibration);
    }

    private static String calibration(CalibrationError error) {
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f; perfect %.3f, n=%d)",
                error.debiased(),
                error.plain(),
                error.perfect(),
                error.labels());
    }

    private static Optional<String> decision(SetResult set, String contender) {
        return set.decisionTime(contender)
                .map(time -> String.format(Locale.ROOT, "%.3f ms, %.3f ms", time.p50(), time.p99())
                        + time.computedP99().stream()
                                .mapToObj(computed -> String.format(Locale.ROOT, " (%.3f ms)", computed))
                                .findFirst()
                                .orElse(""));
    }

    private static void block(
            PrintWriter out, String title, List<SetResult> sets, BiFunction<SetResult, String, Optional<String>> cell) {
        out.printf("%n%s%n%-" + NAME_WIDTH + "s", title, "");
        COLUMNS.forEach(column -> out.printf("%-46s", column));
        out.println();
        for (SetResult set : sets) {
            out.printf("%-" + NAME_WIDTH + "s", set.name());
            COLUMNS.forEach(column -> out.printf(
                    "%-46s", set.has(column) ? cell.apply(set, column).orElse("-") : NOT_MEASURABLE));
            out.println();
        }
    }
}
