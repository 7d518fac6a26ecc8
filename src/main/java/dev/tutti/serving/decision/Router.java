package dev.tutti.serving.decision;

import dev.tutti.sense.feature.Features;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.RoutingOptions;

/** Chooses a plan. Never calls a model, never blocks, never throws: that nothing fits is a {@link Verdict} too. */
public interface Router {
    Verdict decide(RequestId id, ChatRequest request, Features features, RoutingOptions options);
}
