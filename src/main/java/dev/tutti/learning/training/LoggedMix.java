package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.words.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the best mix of fixed plans where each prompt has one scored answer: off policy, like the challenger itself. */
final class LoggedMix {
    private final Map<Plan, Sum> sums = new LinkedHashMap<>();
    private int rows;

    private LoggedMix() {}

    private static final class Sum {
        private double score;
        private double cost;
        private int count;

        void add(Estimate estimate) {
            score += estimate.score();
            cost += estimate.costUsd();
            count++;
        }
    }

    /** Of the plans that the log could have run on half of these rows or more. */
    static StaticMix of(List<TrainingRow> rows, RouterModel regression) {
        LoggedMix mix = new LoggedMix();
        rows.stream().filter(TrainingRow::chosen).forEach(row -> mix.add(new LoggedPrompt(row, regression)));
        return StaticMix.of(mix.fixed());
    }

    private void add(LoggedPrompt prompt) {
        rows++;
        for (Candidate candidate : prompt.row().candidates()) {
            if (prompt.supports(candidate)) {
                prompt.estimate(candidate)
                        .ifPresent(estimate -> sums.computeIfAbsent(candidate.plan(), plan -> new Sum())
                                .add(estimate));
            }
        }
    }

    private List<StaticMix.Fixed> fixed() {
        List<StaticMix.Fixed> fixed = new ArrayList<>();
        sums.forEach((plan, sum) -> {
            if (2 * sum.count >= rows) {
                fixed.add(new StaticMix.Fixed(plan, sum.score / sum.count, sum.cost / sum.count));
            }
        });
        return fixed;
    }
}
