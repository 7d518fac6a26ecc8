package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Limit;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingDefaults;
import java.util.List;

/**
 * What holds for the requests of a key: {@code budgets}, at most one for each period; {@code models}, which they may use,
 * whatever they ask for; {@code rates}, how many may come in a minute; {@code defaults}, where a request says nothing itself.
 */
public record KeyTerms(List<Limit> budgets, ModelFilter models, RateLimits rates, RoutingDefaults defaults) {
    /** Nothing in particular. */
    public static final KeyTerms NONE = KeyTerms.of(List.of());

    public KeyTerms {
        budgets = List.copyOf(budgets);
        if (budgets.stream().map(Limit::period).distinct().count() < budgets.size()) {
            throw new IllegalArgumentException("a period has one budget, were " + budgets);
        }
    }

    /** Budgets and nothing else. */
    public static KeyTerms of(List<Limit> budgets) {
        return new KeyTerms(budgets, ModelFilter.ALL, RateLimits.NONE, RoutingDefaults.NONE);
    }
}
