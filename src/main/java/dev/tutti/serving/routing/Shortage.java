package dev.tutti.serving.routing;

import dev.tutti.sense.budget.Standing;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.decision.Verdict;
import java.util.Comparator;

/** The refusal of a request for which the budget of its key has too little left. */
final class Shortage {
    private Shortage() {}

    static Verdict.Infeasible of(Journey journey, Standing standing, Receipt receipt) {
        String message = "the key " + journey.request().caller().key() + " has " + standing.left() + " left of its "
                + standing.limit().period().adjective() + " budget of "
                + standing.limit().most() + ": "
                + standing.spent() + " are spent and " + standing.reserved()
                + " reserved for requests on their way" + cheapest(receipt) + "; the next budget begins at "
                + standing.renewed();
        return new Verdict.Infeasible(Verdict.Reason.KEY_BUDGET, message, receipt);
    }

    private static String cheapest(Receipt receipt) {
        return receipt.candidates().stream()
                .min(Comparator.comparing(candidate -> candidate.forecast().costReserved()))
                .map(least -> ". The plan that reserves least, " + least.plan().notation() + ", must reserve "
                        + least.forecast().costReserved() + " to run whole")
                .orElse("");
    }
}
