package dev.tutti.memory.store;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts the labels that are given, and sums their scores, by source. */
final class LabelMeters {
    private final Map<LabelSource, DistributionSummary> scores = new EnumMap<>(LabelSource.class);

    LabelMeters(MeterRegistry meters) {
        for (LabelSource source : LabelSource.values()) {
            scores.put(
                    source,
                    DistributionSummary.builder("tutti.label.score")
                            .description("Scores of answers that were given here, 0 to 1, by who gave them")
                            .tag("source", source.wireName())
                            .register(meters));
        }
    }

    /** On any thread. */
    void given(Label label) {
        Objects.requireNonNull(scores.get(label.source())).record(label.score());
    }
}
