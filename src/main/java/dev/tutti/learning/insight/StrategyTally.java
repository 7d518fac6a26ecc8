package dev.tutti.learning.insight;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.Usd;
import java.util.EnumMap;
import java.util.Map;

/** Adds up the requests of one strategy. */
final class StrategyTally {
    private final Map<EndingKind, Long> endings = new EnumMap<>(EndingKind.class);
    private final Moments costs = new Moments();
    private final Numbers latencies = new Numbers();
    private final Scores scores = new Scores();
    private Usd cost = Usd.ZERO;

    void add(LabelledRow labelled) {
        OutcomeRow row = labelled.row();
        endings.merge(row.ending(), 1L, Long::sum);
        cost = cost.plus(row.cost());
        costs.add(row.cost().toDouble());
        if (row.ending() == EndingKind.ANSWERED || row.ending() == EndingKind.DEGRADED) {
            latencies.add(row.latency().toNanos() / 1e6);
            scores.add(labelled);
        }
    }

    StrategyInsight insight(String name) {
        return new StrategyInsight(
                name,
                costs.n(),
                new EnumMap<>(endings),
                cost,
                Statistics.mean(costs, "measured cost of every request"),
                Statistics.quantile(latencies.all(), 0.5, "measured latency of the answered requests"),
                Statistics.quantile(latencies.all(), 0.95, "measured latency of the answered requests"),
                scores.mean(),
                scores.sources(),
                share(EndingKind.DEGRADED),
                share(EndingKind.FAILED));
    }

    private Estimate share(EndingKind kind) {
        return Statistics.boundedMean(endings.getOrDefault(kind, 0L), costs.n(), "counted over every request");
    }
}
