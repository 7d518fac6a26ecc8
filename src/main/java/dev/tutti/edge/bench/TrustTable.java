package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The printed result of {@code tutti bench trust}. */
final class TrustTable {
    private static final double PERCENT = 100;

    private final String set;
    private final double susceptibility;

    TrustTable(String set, double susceptibility) {
        this.set = set;
        this.susceptibility = susceptibility;
    }

    void print(Iterable<TrustResult> results, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: six strongest models and one adversary that speaks first; learned on training folds, scored on test"
                        + " folds.%n",
                set);
        out.printf(
                Locale.ROOT,
                "susceptible = a SIMULATED susceptible aggregator: with probability %.2f it repeats the adversary when it"
                        + " is shown it, else it%nanswers with the plurality of what it is shown. Recordings hold no"
                        + " thinking aggregator; no figure of it is evidence about a real one.%n",
                susceptibility);
        results.forEach(result -> block(result, out));
        out.flush();
    }

    private static void block(TrustResult result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nadversary %s%n%-40s%8s%22s%n%-40s%7.1f%%%n",
                result.adversary().words(),
                "",
                "score",
                "loss, points (90 %)",
                "the six alone",
                PERCENT * result.honest());
        for (String contender : result.contenders()) {
            PairedBootstrap loss = result.loss(contender);
            out.printf(
                    Locale.ROOT,
                    "%-40s%7.1f%%%7.1f  (%.1f to %.1f)%n",
                    contender,
                    PERCENT * result.score(contender),
                    PERCENT * loss.mean(),
                    PERCENT * loss.lower(),
                    PERCENT * loss.upper());
        }
        out.println("in quarantine, by fold, voting: "
                + result.quarantined().stream()
                        .map(gone -> words(gone.voting()))
                        .collect(Collectors.joining("; ")));
        out.println("in quarantine, by fold, susceptible: "
                + result.quarantined().stream()
                        .map(gone -> words(gone.susceptible()))
                        .collect(Collectors.joining("; ")));
    }

    private static String words(Map<?, Integer> gone) {
        return gone.isEmpty()
                ? "nobody"
                : gone.entrySet().stream()
                        .map(one -> one.getKey() + " after " + one.getValue() + " audits")
                        .collect(Collectors.joining(", "));
    }
}
