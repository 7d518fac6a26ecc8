package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import java.util.Optional;

/**
 * Who decides on one request, and who decides beside them: while a release is rolled out, a hash of the request's id, and
 * of the challenger's so that no request is the first to try every release, picks one of the two. A request that the
 * challenger decides at a small share it decides at every larger one.
 */
record Arms(Optional<RouterModel> deciding, Optional<Other> other) {
    private static final String PURPOSE = "rollout-";

    /** The router that does not decide; {@code share}: of requests that the challenger decides on. */
    record Other(Optional<RouterModel> model, boolean challengerDecides, double share) {
        String version() {
            return model.map(RouterModel::version).orElse(Question.NO_VERSION);
        }
    }

    static Arms of(ServingModels serving, RequestId id) {
        return serving.challenger()
                .map(challenger -> drawn(serving.champion(), challenger, id))
                .orElseGet(() -> new Arms(serving.champion(), Optional.empty()));
    }

    private static Arms drawn(Optional<RouterModel> champion, ServingModels.Challenger challenger, RequestId id) {
        double share = challenger.stage().share();
        Optional<RouterModel> model = Optional.of(challenger.model());
        boolean challengerDecides = StableHash.draw(PURPOSE + challenger.model().version(), id) < share;
        return challengerDecides
                ? new Arms(model, Optional.of(new Other(champion, true, share)))
                : new Arms(champion, Optional.of(new Other(model, false, share)));
    }
}
