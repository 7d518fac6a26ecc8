package dev.tutti.serving.decision;

import dev.tutti.sense.feature.Features;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.RoutingOptions;

/**
 * Chooses a plan. Never calls a model, never blocks, never throws: that nothing fits is a {@link Verdict} too.
 */
public interface Router {
    /** For a request that is run then: a router may reckon with what it spends. */
    Verdict decide(RequestId id, ChatRequest request, Features features, RoutingOptions options, Means means);

    /** What {@link #decide} would say now, for a dry run: nothing is spent, so nothing is reckoned with. */
    default Verdict preview(RequestId id, ChatRequest request, Features features, RoutingOptions options, Means means) {
        return decide(id, request, features, options, means);
    }
}
