package dev.tutti.edge.http;

import dev.tutti.sense.policy.Candidate;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.words.plan.Single;

/** What a finished request would have cost if the strongest single model answered everything. */
final class Strongest {

    private Strongest() {}

    /**
     * Dollars, expected; where no single model was considered, what the request did cost. Of two that are expected to be
     * as good the cheaper one is the strongest, so that nothing counts as spared that nobody would have spent.
     */
    static double cost(RoutedAnswer.Finished finished) {
        Candidate strongest = null;
        for (Candidate candidate : finished.verdict().decision().receipt().candidates()) {
            if (candidate.plan() instanceof Single && (strongest == null || beats(candidate, strongest))) {
                strongest = candidate;
            }
        }
        return (strongest == null
                        ? finished.ending().cost()
                        : strongest.forecast().cost())
                .toDouble();
    }

    private static boolean beats(Candidate one, Candidate other) {
        int better =
                Double.compare(one.prediction().quality(), other.prediction().quality());
        return better > 0
                || (better == 0
                        && one.forecast().cost().compareTo(other.forecast().cost()) < 0);
    }
}
