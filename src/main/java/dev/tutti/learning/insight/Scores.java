package dev.tutti.learning.insight;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Mean score of labelled rows and who gave the labels. Where several sources labelled one row, the most objective
 * counts: verifier, replay, judge, user.
 */
final class Scores {
    private final Map<LabelSource, Long> sources = new EnumMap<>(LabelSource.class);
    private double sum;
    private long n;
    private long sampled;

    static Optional<Label> counting(LabelledRow row) {
        return row.labels().stream().min(Comparator.comparing(Label::source, LabelSource.MOST_OBJECTIVE_FIRST));
    }

    void add(LabelledRow row) {
        counting(row).ifPresent(label -> {
            sum += label.score();
            n++;
            sampled += label.randomlySampled() ? 1 : 0;
            sources.merge(label.source(), 1L, Long::sum);
        });
    }

    Estimate mean() {
        return Statistics.boundedMean(
                sum, n, "mean label of the labelled requests, " + sampled + " of " + n + " randomly sampled");
    }

    Map<LabelSource, Long> sources() {
        return new EnumMap<>(sources);
    }
}
