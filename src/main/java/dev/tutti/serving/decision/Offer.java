package dev.tutti.serving.decision;

import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.util.List;

/** A plan that may be considered: the score expected of it and every model that it may call, sorted. */
record Offer(Plan plan, Prediction prediction, List<ModelId> models) {
    static Offer of(Plan plan, PlanQuality quality) {
        return new Offer(plan, quality.of(plan), List.copyOf(plan.models()));
    }
}
