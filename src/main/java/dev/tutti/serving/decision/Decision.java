package dev.tutti.serving.decision;

import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.CallForecast;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chosen plan, the probability with which it was chosen, and the receipt that explains it; and what running it needs
 * to know: {@code fallbacks}, the models to ask one by one when the plan brings no answer, best first, and the
 * {@code forecasts} that were reckoned with, at least of every model of the plan and every fallback; {@code prompt}, the
 * tokens of the request's whole prompt as estimated: whoever runs the plan reckons with the same number; {@code promise}:
 * what the choice was certified by, or what a certificate lacks; {@code rival}: while a release is rolled out, what the
 * other of the two routers would have run, were nothing explored.
 */
public record Decision(
        Candidate chosen,
        double propensity,
        boolean explored,
        Receipt receipt,
        List<ModelId> fallbacks,
        Map<ModelId, CallForecast> forecasts,
        Tokens prompt,
        Optional<Promise> promise,
        Optional<Decision> rival) {
    public Decision {
        fallbacks = List.copyOf(fallbacks);
        forecasts = Map.copyOf(forecasts);
        if (!forecasts.keySet().containsAll(chosen.plan().models())
                || !forecasts.keySet().containsAll(fallbacks)) {
            throw new IllegalArgumentException("forecasts name every model of the plan and every fallback, named "
                    + forecasts.keySet() + " for " + chosen.plan().models() + " and " + fallbacks);
        }
    }

    /** One of which nothing is promised. */
    public Decision(
            Candidate chosen,
            double propensity,
            boolean explored,
            Receipt receipt,
            List<ModelId> fallbacks,
            Map<ModelId, CallForecast> forecasts,
            Tokens prompt) {
        this(chosen, propensity, explored, receipt, fallbacks, forecasts, prompt, Optional.empty(), Optional.empty());
    }

    /** The same, of one of two routers; the other might have found no plan. */
    Decision beside(Optional<Decision> other, Arm arm) {
        return new Decision(
                chosen, propensity, explored, receipt.with(arm), fallbacks, forecasts, prompt, promise, other);
    }
}
