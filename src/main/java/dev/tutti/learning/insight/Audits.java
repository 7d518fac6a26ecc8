package dev.tutti.learning.insight;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Single;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The single plans that ran in the background of requests: what each cost and how good it was. */
final class Audits {
    private final Map<RequestId, Map<ModelId, Answered>> byRequest = new HashMap<>();
    private final Map<ModelId, Moments> scores = new TreeMap<>();

    /** What one plan cost on one request and, when labelled, how good it was. */
    record Answered(double cost, Optional<Double> score) {
        static Answered of(LabelledRow labelled) {
            return new Answered(
                    labelled.row().cost().toDouble(), Scores.counting(labelled).map(Label::score));
        }
    }

    void add(LabelledRow labelled) {
        if (labelled.row().ending() != EndingKind.ANSWERED
                || labelled.row().auditOf().isEmpty()
                || labelled.row().paired()
                || labelled.row().anchor()
                || !(labelled.row().plan() instanceof Single(ModelId model))) {
            return;
        }
        Answered answered = Answered.of(labelled);
        byRequest
                .computeIfAbsent(labelled.row().auditOf().get(), id -> new HashMap<>())
                .put(model, answered);
        answered.score()
                .ifPresent(score ->
                        scores.computeIfAbsent(model, id -> new Moments()).add(score));
    }

    /** The highest mean label; of equals, the first by name. */
    Optional<ModelId> strongest() {
        return scores.entrySet().stream()
                .max(Comparator.<Map.Entry<ModelId, Moments>>comparingDouble(
                                entry -> entry.getValue().mean())
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /** What that model did on that request. */
    Optional<Answered> on(RequestId request, ModelId model) {
        return Optional.ofNullable(byRequest.getOrDefault(request, Map.of()).get(model));
    }

    boolean has(RequestId request) {
        return byRequest.containsKey(request);
    }
}
