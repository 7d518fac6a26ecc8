package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.plan.WhenInfeasible;
import java.util.List;
import java.util.OptionalDouble;

/** Asks the packaged program, over HTTP. */
final class ServedAsking implements AskedTutti {
    private static final int SIDE_BY_SIDE = 8;

    private final ServedTutti tutti;
    private final RecordedCaller caller;

    ServedAsking(ServedTutti tutti) {
        this.tutti = tutti;
        this.caller = new RecordedCaller(tutti, SIDE_BY_SIDE);
    }

    @Override
    public List<Outcome> ask(List<RecordedPrompt> prompts, double target) {
        return caller.ask(prompts, prompt -> routing(prompt, target)).stream()
                .map(outcome -> new Outcome(
                        new Contender.Scored(outcome.quality(), outcome.costUsd()),
                        outcome.predictedQuality(),
                        outcome.qualityBasis().equals(QualityBasis.MEASURED.wireName())))
                .toList();
    }

    private ObjectNode routing(RecordedPrompt prompt, double target) {
        return LearningTutti.measurable(tutti, prompt)
                .put("quality_target", target)
                .put("when_infeasible", WhenInfeasible.MAX_QUALITY.wireName())
                .put("max_cost_usd", 10)
                .put("max_latency_ms", 600_000)
                .put("explore", false);
    }

    @Override
    public DecisionTime decisionTime() {
        return new DecisionTime(
                DecisionTimes.quantile(tutti, "0.5"), DecisionTimes.quantile(tutti, "0.99"), OptionalDouble.empty());
    }
}
