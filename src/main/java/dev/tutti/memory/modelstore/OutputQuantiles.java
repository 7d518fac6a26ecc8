package dev.tutti.memory.modelstore;

import dev.tutti.words.chat.ModelId;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much each model writes: quantiles of the logarithm of its output tokens. {@code output.json} of a release. */
public record OutputQuantiles(SortedMap<ModelId, ModelOutput> models) {
    public static final OutputQuantiles NONE = new OutputQuantiles(new TreeMap<>());

    public OutputQuantiles {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** Tokens at quantile 0.5, 0.95 or 0.99, rounded up; empty for a model without rows. */
    public OptionalLong tokens(ModelId model, int cluster, double quantile) {
        ModelOutput output = models.get(model);
        return output == null ? OptionalLong.empty() : OptionalLong.of(output.tokens(cluster, quantile));
    }

    /**
     * Natural logarithms of (tokens + 1) at three quantiles, and by how much each cluster of prompts shifts them all;
     * {@code rows} is how many answers this rests on.
     */
    public record ModelOutput(long rows, double median, double p95, double p99, List<Double> clusterShift) {
        /** No model writes more in one answer; keeps a broken file from overflowing a sum. */
        private static final double MOST_TOKENS = 10_000_000;

        public ModelOutput {
            clusterShift = List.copyOf(clusterShift);
            if (!(median <= p95 && p95 <= p99)) {
                throw new IllegalArgumentException("quantiles do not fall, were " + median + ", " + p95 + ", " + p99);
            }
        }

        long tokens(int cluster, double quantile) {
            double base = quantile <= 0.5 ? median : quantile <= 0.95 ? p95 : p99;
            double shift = cluster < clusterShift.size() ? clusterShift.get(cluster) : 0;
            return (long) Math.ceil(Math.clamp(Math.expm1(base + shift), 0, MOST_TOKENS) - 1e-9);
        }
    }
}
