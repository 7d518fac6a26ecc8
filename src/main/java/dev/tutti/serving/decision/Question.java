package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.RoutingOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that one decision looks at, read once: the request, the tokens of its whole prompt as estimated, what holds for it,
 * the models that take calls now, and the router model that serves (empty: the rule decides) with what it promises on such
 * requests; {@code newcomer}: who may answer in place of what is chosen, so that it gets known; {@code cached}: how many of
 * those tokens each model is expected to read from its prompt cache.
 */
record Question(
        ChatRequest request,
        Tokens prompt,
        Features features,
        RoutingOptions options,
        Targets targets,
        Set<ModelId> usable,
        Optional<RouterModel> model,
        Optional<Promise> promise,
        Optional<Newcomer> newcomer,
        Map<ModelId, Tokens> cached) {
    static final String NO_VERSION = "none";

    Question withoutModel() {
        return to(Optional.empty(), Optional.empty());
    }

    /** The same to another router model, with what that one promises. */
    Question to(Optional<RouterModel> other, Optional<Promise> itsPromise) {
        return new Question(request, prompt, features, options, targets, usable, other, itsPromise, newcomer, cached);
    }

    /** The policy as it is set, with the margin that is certified for requests like this one. */
    PolicySettings policy(PolicySettings configured) {
        PolicySettings known =
                model.map(RouterModel::exchange).map(configured::with).orElse(configured);
        return promise.map(given -> known.withMargin(given.margin(known.margin())))
                .orElse(known);
    }

    String version() {
        return model.map(RouterModel::version).orElse(NO_VERSION);
    }
}
