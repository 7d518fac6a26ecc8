package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Limit;
import dev.tutti.words.plan.ModelFilter;
import java.util.List;

/**
 * What holds for the requests of a key: {@code budgets}, at most one for each period; {@code models}, which they may use,
 * whatever they ask for; {@code rates}, how many may come in a minute.
 */
public record KeyTerms(List<Limit> budgets, ModelFilter models, RateLimits rates) {
    /** Nothing in particular. */
    public static final KeyTerms NONE = new KeyTerms(List.of(), ModelFilter.ALL, RateLimits.NONE);

    public KeyTerms {
        budgets = List.copyOf(budgets);
        if (budgets.stream().map(Limit::period).distinct().count() < budgets.size()) {
            throw new IllegalArgumentException("a period has one budget, were " + budgets);
        }
    }

    /** Budgets and nothing else. */
    public static KeyTerms of(List<Limit> budgets) {
        return new KeyTerms(budgets, ModelFilter.ALL, RateLimits.NONE);
    }
}
