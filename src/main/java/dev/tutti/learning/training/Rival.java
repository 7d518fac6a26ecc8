package dev.tutti.learning.training;

import java.util.Optional;

/** Whoever a challenger is held against: what it brought, or would have brought, on a prompt. */
@FunctionalInterface
interface Rival {
    Optional<ReplayedOutcome> on(PromptGroup group);

    static Rival of(PolicyReplay policy) {
        return group -> policy.choose(group).map(PolicyReplay.Choice::outcome);
    }
}
