package dev.tutti.edge.bench;

import dev.tutti.learning.promise.MeanBound;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The printed result of {@code tutti bench certificates}. */
final class CertificatesTable {
    private static final double PERCENT = 100;
    private static final String ROW = "%-18s %9s %18s %9s %8s %8s %8s   %7s %8s %8s %8s%n";

    private final RecordedSet set;
    private final int replays;
    private final int labels;
    private final MeanBound bound;

    CertificatesTable(RecordedSet set, int replays, int labels, MeanBound bound) {
        this.set = set;
        this.replays = replays;
        this.labels = labels;
        this.bound = bound;
    }

    void print(List<CertificatesTally> tallies, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %d replayed deployments, %d labels each, confidence 95 %%, bound %s; policies over %s.%n"
                        + "The population of a replay is six tenths of the recorded prompts, from which its window is drawn"
                        + " with replacement: true means are exact for it, and say nothing about prompts outside of it.%n",
                set.name(),
                replays,
                labels,
                bound,
                set.answers() ? "up to five models asked in turn" : "up to five arms of which one is chosen");
        out.printf(
                ROW,
                "target",
                "certified",
                "broken (95 %)",
                "$/1,000",
                "/oracle",
                "dearest",
                "alarms",
                "tuned",
                "broken",
                "/oracle",
                "dearest");
        tallies.forEach(tally -> row(tally, out));
        out.println();
        out.flush();
    }

    private static void row(CertificatesTally tally, PrintWriter out) {
        CertificatesTally.Way proved = tally.proved();
        CertificatesTally.Way tuned = tally.tuned();
        boolean none = proved.chosen() == 0;
        out.printf(
                ROW,
                "strongest - %.0f pt".formatted(PERCENT * tally.below()),
                percent(tally.certifiedShare()),
                none ? "-" : broken(proved),
                none ? "-" : decimal(proved.costPer1000()),
                none ? "-" : decimal(proved.price()),
                none ? "-" : percent(proved.strong()),
                none ? "-" : percent(tally.falselySuspected()),
                percent(tally.tunedShare()),
                percent(tuned.broken()),
                decimal(tuned.price()),
                percent(tuned.strong()));
    }

    private static String broken(CertificatesTally.Way way) {
        return "%s (%.1f-%.1f)"
                .formatted(percent(way.broken()), PERCENT * way.brokenAtLeast(), PERCENT * way.brokenAtMost());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", PERCENT * share);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
