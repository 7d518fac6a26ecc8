package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.OutputQuantiles;
import dev.tutti.sense.feature.Features;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Learns how much each model writes. Quantiles are conformal: the order statistic at {@code ceil((n + 1) q)} of rows that
 * did not shape the clusters' shifts, so a next answer stays below it with at least that probability. A model is told by
 * its own rows alone.
 */
final class QuantileTrainer {
    private static final int ROWS_FOR_SHIFTS = 200;
    private static final double SHIFT_STRENGTH = 20;
    /** Log-tokens spread at least this much where rows are too few to say. */
    private static final double LEAST_SPREAD = 0.25;

    private QuantileTrainer() {}

    /** One answer that came to its own end: who wrote it, on which prompt, how many tokens. */
    record Written(ModelId model, Features features, long tokens, String promptHash) {}

    private record Row(int cluster, double log) {}

    static OutputQuantiles fit(List<Written> rows, FoundClusters clusters) {
        SortedMap<ModelId, OutputQuantiles.ModelOutput> models = new TreeMap<>();
        rows.stream()
                .sorted(Comparator.comparing(Written::promptHash).thenComparingLong(Written::tokens))
                .collect(Collectors.groupingBy(Written::model, TreeMap::new, Collectors.toList()))
                .forEach((model, own) -> models.put(model, ofModel(own, clusters)));
        return new OutputQuantiles(models);
    }

    private static OutputQuantiles.ModelOutput ofModel(List<Written> rows, FoundClusters clusters) {
        List<Row> all = rows.stream()
                .map(row -> new Row(clusters.of(row.features()), Math.log1p((double) row.tokens())))
                .toList();
        double[] shifts = new double[clusters.size()];
        List<Row> rest = all;
        if (all.size() >= ROWS_FOR_SHIFTS) {
            shifts = shifts(everyOther(all, 0), clusters.size());
            rest = everyOther(all, 1);
        }
        double[] residuals = new double[rest.size()];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = rest.get(i).log() - shifts[rest.get(i).cluster()];
        }
        Arrays.sort(residuals);
        double median = quantile(residuals, 0.5);
        double p95 = Math.max(median, quantile(residuals, 0.95));
        double p99 = Math.max(p95, quantile(residuals, 0.99));
        return new OutputQuantiles.ModelOutput(
                rows.size(), median, p95, p99, Arrays.stream(shifts).boxed().toList());
    }

    private static List<Row> everyOther(List<Row> rows, int from) {
        List<Row> half = new ArrayList<>();
        for (int i = from; i < rows.size(); i += 2) {
            half.add(rows.get(i));
        }
        return half;
    }

    /** By how much each cluster's median differs from that of all, shrunk to 0. */
    private static double[] shifts(List<Row> rows, int clusters) {
        double all = median(rows);
        double[] shifts = new double[clusters];
        for (int c = 0; c < clusters; c++) {
            int cluster = c;
            List<Row> here =
                    rows.stream().filter(row -> row.cluster() == cluster).toList();
            shifts[c] = here.isEmpty() ? 0 : (median(here) - all) * here.size() / (here.size() + SHIFT_STRENGTH);
        }
        return shifts;
    }

    private static double median(List<Row> rows) {
        List<Double> logs = new ArrayList<>(rows.stream().map(Row::log).toList());
        Collections.sort(logs);
        return logs.get((logs.size() - 1) / 2);
    }

    /**
     * The conformal quantile of sorted values. Too few rows for it: the largest value and as much more as a normal of
     * their spread would need.
     */
    static double quantile(double[] sorted, double q) {
        int rank = (int) Math.ceil((sorted.length + 1) * q);
        if (rank <= sorted.length) {
            return sorted[rank - 1];
        }
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        double z = q >= 0.99 ? 2.326 : 1.645;
        return Math.max(sorted[sorted.length - 1], mean + z * Math.max(LEAST_SPREAD, Math.sqrt(variance)));
    }
}
