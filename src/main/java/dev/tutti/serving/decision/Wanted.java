package dev.tutti.serving.decision;

import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which strategies may answer: what the caller's selector and list leave, and what the request can be answered by. */
record Wanted(Set<Strategy> strategies, boolean singleOnly) {
    static Wanted of(ChatRequest request, RoutingOptions options) {
        Set<Strategy> named = EnumSet.allOf(Strategy.class);
        if (!options.strategies().isEmpty()) {
            named.retainAll(options.strategies());
        }
        switch (options.selector()) {
            case Selector.Kind kind -> named.retainAll(Set.of(kind.strategy()));
            case Selector.MoaLite lite -> named.retainAll(Set.of(Strategy.MIXED_MOA));
            case Selector.Model model -> named.retainAll(Set.of(Strategy.SINGLE));
            case Selector.Exact exact -> named.retainAll(Set.of(exact.plan().strategy()));
            case Selector.Auto auto -> {}
        }
        return new Wanted(named, request.choices() > 1 || request.needs().contains(Ability.LOGPROBS));
    }

    boolean admits(Plan plan) {
        return strategies.contains(plan.strategy()) && (!singleOnly || plan.strategy() == Strategy.SINGLE);
    }

    /** Why no plan came through. */
    String obstacle() {
        if (strategies.isEmpty()) {
            return "routing.strategies and model contradict each other: no strategy is left";
        }
        String left = strategies.stream().map(Strategy::wireName).collect(Collectors.joining(", "));
        return singleOnly
                ? "n above 1 and logprobs are answered by the strategy single alone, not by " + left
                : "the permitted models make up no plan of the strategies " + left
                        + ": permit more models or strategies";
    }
}
