package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.ReferencePlace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One plan to run on one request. {@code prompt}: the tokens of the request's whole prompt, estimated. {@code fallbacks} are asked one by one, as single models, when the plan brings no
 * answer at all; {@code forecasts} knows every model of the plan and of the fallbacks; {@code cancel} is given by
 * whoever stops wanting the answer; {@code briefing} says how its models are told of each other's proposals;
 * {@code qualities} is what each model is expected to score, 0 for one of which nothing is known.
 */
public record RunOrder(
        RequestId id,
        ChatRequest request,
        Tokens prompt,
        Plan plan,
        Ledger ledger,
        Deadline deadline,
        List<ModelId> fallbacks,
        Function<ModelId, CallForecast> forecasts,
        CancelSignal cancel,
        Briefing briefing,
        ToDoubleFunction<ModelId> qualities) {
    public RunOrder {
        fallbacks = List.copyOf(fallbacks);
    }

    /** Of a plan that no decision has chosen: the prompt is estimated here. */
    public RunOrder(
            RequestId id,
            ChatRequest request,
            Plan plan,
            Ledger ledger,
            Deadline deadline,
            List<ModelId> fallbacks,
            Function<ModelId, CallForecast> forecasts,
            CancelSignal cancel,
            Optional<String> task) {
        this(
                id,
                request,
                new Tokens(TokenEstimate.of(request)),
                plan,
                ledger,
                deadline,
                fallbacks,
                forecasts,
                cancel,
                new Briefing(task, ReferencePlace.USER),
                _ -> 0);
    }
}
