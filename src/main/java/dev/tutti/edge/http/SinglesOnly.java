package dev.tutti.edge.http;

import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.util.Optional;
import java.util.Set;

/**
 * The rule that several choices and log-probabilities come from one call of one model, so from single plans only; and that
 * the old {@code functions} do, which proposers are not given.
 */
final class SinglesOnly {

    private static final String FUNCTIONS = "functions";

    private SinglesOnly() {}

    /** The strategies that may serve the request; refuses a forced ensemble. */
    static Set<Strategy> narrowed(ChatRequest request, Selector selector, Set<Strategy> asked) {
        Optional<String> reason = reason(request);
        if (reason.isEmpty()) {
            return asked;
        }
        boolean leftOut = !asked.isEmpty() && !asked.contains(Strategy.SINGLE);
        if (leftOut
                || forced(selector)
                        .filter(strategy -> strategy != Strategy.SINGLE)
                        .isPresent()) {
            throw Refusal.invalid(
                    reason.get(),
                    reason.get() + " is served by single plans only, and what is asked for is "
                            + forced(selector).map(Strategy::wireName).orElse(asked.toString())
                            + (reason.get().equals(FUNCTIONS) ? "; allowed for all plans is tools" : ""));
        }
        return Set.of(Strategy.SINGLE);
    }

    /** The strategy that the selector leaves no choice about. */
    static Optional<Strategy> forced(Selector selector) {
        return switch (selector) {
            case Selector.Auto _ -> Optional.empty();
            case Selector.Kind kind -> Optional.of(kind.strategy());
            case Selector.MoaLite _ -> Optional.of(Strategy.MIXED_MOA);
            case Selector.Model _ -> Optional.of(Strategy.SINGLE);
            case Selector.Exact exact -> Optional.of(exact.plan().strategy());
        };
    }

    private static Optional<String> reason(ChatRequest request) {
        if (request.choices() > 1) {
            return Optional.of("n");
        }
        if (!request.body().path(FUNCTIONS).isEmpty()) {
            return Optional.of(FUNCTIONS);
        }
        return request.needs().contains(Ability.LOGPROBS) ? Optional.of("logprobs") : Optional.empty();
    }
}
