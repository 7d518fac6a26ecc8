package dev.tutti.edge.bench;

import dev.tutti.learning.training.Part;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What each part of the learning brings: a table for each set, a row for each part that was left out. */
record AblationTable(List<SetResult> sets, List<Part> parts) {
    private static final String AT_QUALITY = Wish.Title.AT_QUALITY.words();
    private static final String AT_COST = Wish.Title.AT_COST.words();

    AblationTable {
        sets = List.copyOf(sets);
        parts = List.copyOf(parts);
    }

    void print(PrintWriter out) {
        out.printf(
                "%nScore at a share of the strongest single's cost, in per cent. 'Brings' is the whole less what is left"
                        + " without the part: points of score, and cost in per cent of the strongest's (less is better); 90 %%"
                        + " paired bootstrap intervals.%n");
        parts.forEach(part -> out.printf("%s: %s%n", part, part.words()));
        for (SetResult set : sets) {
            out.printf(
                    "%n| %s | at its quality | brings | at its cost | brings | mean score over all costs | brings |"
                            + " APGR | ECE (perfect) |%n|---|---|---|---|---|---|---|---|---|%n",
                    set.name());
            row(out, set, AblatedLearning.WHOLE);
            parts.forEach(part -> row(out, set, AblatedLearning.without(part)));
        }
        out.flush();
    }

    private static void row(PrintWriter out, SetResult set, String name) {
        out.printf(
                "| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                name,
                reached(set, name, AT_QUALITY),
                brings(set, name, AT_QUALITY),
                reached(set, name, AT_COST),
                brings(set, name, AT_COST),
                number("%.1f", 100 * set.aiq(name).orElse(Double.NaN)),
                bringsOverAll(set, name),
                set.apgr(name).isPresent() ? number("%.3f", set.apgr(name).getAsDouble()) : "-",
                set.calibration(name)
                        .map(error -> number("%.3f", error.debiased()) + " (" + number("%.3f", error.perfect()) + ")")
                        .orElse("-"));
    }

    private static String reached(SetResult set, String name, String wish) {
        return set.reached(name, wish)
                .map(reached -> number("%.1f", 100 * reached.point().quality()) + " @ "
                        + number("%.0f", 100 * reached.share().mean()))
                .orElse("-");
    }

    private static String brings(SetResult set, String name, String wish) {
        return name.equals(AblatedLearning.WHOLE)
                ? ""
                : set.difference(AblatedLearning.WHOLE, name, wish)
                        .map(difference -> interval("%+.1f", difference.score()) + "; cost "
                                + interval("%+.0f", difference.share()))
                        .orElse("-");
    }

    private static String bringsOverAll(SetResult set, String name) {
        return name.equals(AblatedLearning.WHOLE)
                ? ""
                : set.aiqDifference(AblatedLearning.WHOLE, name)
                        .map(difference -> interval("%+.2f", difference))
                        .orElse("-");
    }

    private static String interval(String format, PairedBootstrap of) {
        return number(format, 100 * of.mean()) + " [" + number(format, 100 * of.lower()) + ","
                + number(format, 100 * of.upper()) + "]";
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
