package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An answer that may be given again, with the plan that brought it and what its calls used; {@code session}: in which it
 * was given. Who gets it pays nothing: the calls are told as free, and the row says that no policy chose anything.
 */
record Kept(Decision decision, Answer answer, List<CallRecord> calls, Optional<String> session) {
    /** Ends at which an answer is whole: at a limit or a filter it is not. */
    private static final Set<String> WHOLE = Set.of("stop", "tool_calls");

    /** Trees of JSON take a few times what they are written in. */
    private static final int BYTES_OF_A_CHARACTER = 6;

    /** The decision, and what belongs to any answer. */
    private static final int BYTES_BESIDE = 8_192;

    /** Empty unless the plan has run whole and the answer is. */
    static Optional<Kept> of(RoutedRequest request, Decision decision, Ending ending) {
        return switch (ending) {
            case Ending.Answered answered
            when WHOLE.contains(answered.answer().finishReason()) ->
                Optional.of(new Kept(
                        plain(decision),
                        answered.answer(),
                        answered.calls().stream().map(Kept::free).toList(),
                        request.options().session()));
            case Ending.Answered _, Ending.Degraded _, Ending.Failed _, Ending.Cancelled _ -> Optional.empty();
        };
    }

    /** The plan alone: what else was considered is in the row of who asked first. */
    private static Decision plain(Decision decision) {
        Candidate chosen = decision.chosen();
        Candidate only = new Candidate(chosen.plan(), chosen.prediction(), chosen.forecast(), Optional.empty(), 1);
        Receipt whole = decision.receipt();
        Receipt receipt =
                new Receipt(whole.targets(), List.of(only), Receipt.CACHED, whole.routerVersion(), whole.cluster());
        Map<ModelId, CallForecast> forecasts = new HashMap<>(decision.forecasts());
        forecasts.keySet().retainAll(chosen.plan().models());
        return new Decision(only, 1, false, receipt, List.of(), forecasts, decision.prompt());
    }

    private static CallRecord free(CallRecord call) {
        return new CallRecord(
                call.role(),
                call.layer(),
                call.model(),
                call.servedModel(),
                call.usage(),
                Usd.ZERO,
                call.firstByte(),
                call.latency(),
                call.attempts(),
                call.status(),
                call.sketch(),
                call.warrant(),
                call.onward());
    }

    /** As the caller is told of it: with the usage of the calls that were made then. */
    Ending told() {
        return new Ending.Answered(answer, List.of(), calls, Usd.ZERO);
    }

    /** As it is logged: nothing was called. */
    Ending logged() {
        return new Ending.Answered(answer, List.of(), List.of(), Usd.ZERO);
    }

    /** About what it takes in memory. */
    int bytes() {
        long wire = answer.wire().map(tree -> tree.toString().length()).orElse(0);
        long characters = wire + answer.text().length();
        return (int) Math.min(Integer.MAX_VALUE, BYTES_BESIDE + BYTES_OF_A_CHARACTER * characters);
    }
}
