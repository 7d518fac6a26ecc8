package dev.tutti.serving.routing;

import dev.tutti.sense.budget.Standing;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.words.chat.KeyId;
import java.util.Comparator;

/** The refusal of a request for which the budget of its key has too little left. */
final class Shortage {
    private Shortage() {}

    static Verdict.Infeasible of(Journey journey, Standing standing, Receipt receipt) {
        String message = words(journey.request().caller().key(), standing, cheapest(receipt));
        return new Verdict.Infeasible(Verdict.Reason.KEY_BUDGET, message, receipt);
    }

    /** {@code least}: what would have to be left, as a sentence that follows another. */
    static String words(KeyId key, Standing standing, String least) {
        return "the key " + key + " has " + standing.left() + " left of its "
                + standing.limit().period().adjective() + " budget of "
                + standing.limit().most() + ": "
                + standing.spent() + " are spent and " + standing.reserved()
                + " reserved for requests on their way" + least + "; the next budget begins at "
                + standing.renewed();
    }

    private static String cheapest(Receipt receipt) {
        return receipt.candidates().stream()
                .min(Comparator.comparing(candidate -> candidate.forecast().costReserved()))
                .map(least -> ". The plan that reserves least, " + least.plan().notation() + ", must reserve "
                        + least.forecast().costReserved() + " to run whole")
                .orElse("");
    }
}
