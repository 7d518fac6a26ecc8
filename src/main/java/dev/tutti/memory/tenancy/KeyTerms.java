package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Limit;
import java.util.List;

/** What holds for the requests of a key: {@code budgets}, at most one for each period. */
public record KeyTerms(List<Limit> budgets) {
    /** Nothing in particular. */
    public static final KeyTerms NONE = new KeyTerms(List.of());

    public KeyTerms {
        budgets = List.copyOf(budgets);
        if (budgets.stream().map(Limit::period).distinct().count() < budgets.size()) {
            throw new IllegalArgumentException("a period has one budget, were " + budgets);
        }
    }
}
