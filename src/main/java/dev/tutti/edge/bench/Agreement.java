package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Whether a Tutti asked over HTTP and one in this program came to the same. */
record Agreement(List<SetResult> served, List<SetResult> replayed) {
    private static final List<String> TUTTI = List.of(TuttiContender.FULL_INFORMATION, TuttiContender.BANDIT_LOGS);

    Agreement {
        served = List.copyOf(served);
        replayed = List.copyOf(replayed);
    }

    /**
     * Both figures for each wish. They differ a little: over HTTP fewer training prompts choose the target, requests overlap, so the log's order is another one each
     * time, and a growing cascade may end in an aggregator, which the upstream stands in for.
     */
    void print(PrintWriter out) {
        out.printf("%nThe same fold over HTTP and in this program:%n");
        for (int i = 0; i < served.size(); i++) {
            for (String contender : TUTTI) {
                for (Wish.Title title : Wish.Title.values()) {
                    line(out, served.get(i), replayed.get(i), contender, title.words());
                }
            }
        }
        out.flush();
    }

    private static void line(PrintWriter out, SetResult served, SetResult replayed, String contender, String wish) {
        served.reached(contender, wish)
                .ifPresent(there -> replayed.reached(contender, wish)
                        .ifPresent(here -> out.printf(
                                "  %s, %s, %s: %s over HTTP, %s here%n",
                                served.name(), contender, wish, told(there), told(here))));
    }

    private static String told(SetResult.Reached reached) {
        return String.format(
                Locale.ROOT,
                "%.1f %% at %.0f %%",
                100 * reached.point().quality(),
                100 * reached.share().mean());
    }
}
