package dev.tutti.learning.insight;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Single;
import java.util.EnumMap;
import java.util.Map;

/** Adds up the calls of one model. */
final class ModelTally {
    private final ModelId model;
    private final Map<CallStatus, Long> statuses = new EnumMap<>(CallStatus.class);
    private final Moments costs = new Moments();
    private final Numbers latencies = new Numbers();
    private final Scores alone = new Scores();
    private Usd cost = Usd.ZERO;
    private long requests;

    ModelTally(ModelId model) {
        this.model = model;
    }

    /** A request in which the model was called at least once. */
    void add(LabelledRow labelled) {
        requests++;
        labelled.row().calls().stream()
                .filter(call -> call.model().equals(model))
                .forEach(this::add);
        if (labelled.row().plan().equals(new Single(model)) && labelled.row().ending() == EndingKind.ANSWERED) {
            alone.add(labelled);
        }
    }

    private void add(CallRecord call) {
        statuses.merge(call.status(), 1L, Long::sum);
        cost = cost.plus(call.cost());
        costs.add(call.cost().toDouble());
        if (call.status() == CallStatus.OK) {
            latencies.add(call.latency().toNanos() / 1e6);
        }
    }

    ModelInsight insight() {
        return new ModelInsight(
                model,
                requests,
                costs.n(),
                new EnumMap<>(statuses),
                cost,
                Statistics.mean(costs, "measured cost of every call"),
                Statistics.quantile(latencies.all(), 0.5, "measured latency of the calls that ended well"),
                Statistics.quantile(latencies.all(), 0.95, "measured latency of the calls that ended well"),
                alone.mean());
    }
}
