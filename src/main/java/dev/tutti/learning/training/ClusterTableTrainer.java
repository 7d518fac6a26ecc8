package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ClusterTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fills the table of clusters and plans, and finds how far a cell is to be shrunk by leaving each label out in turn. */
final class ClusterTableTrainer {
    private static final double[] STRENGTHS = {2, 5, 10, 20, 40, 80, 160};
    /** Callers may name any plan; those with the most labels stay. */
    private static final int MOST_PLANS = 512;

    private ClusterTableTrainer() {}

    static ClusterTable fit(List<Example> examples, FoundClusters clusters) {
        SortedMap<String, PlanTally> tallies = new TreeMap<>();
        Map<String, Integer> cluster = new HashMap<>();
        List<Example> rows = examples.stream()
                .filter(Example::hasLastingPlan)
                .sorted(Example.ORDER)
                .toList();
        for (Example row : rows) {
            int at = cluster.computeIfAbsent(row.promptHash(), _ -> clusters.of(row.features()));
            tallies.computeIfAbsent(row.plan().notation(), _ -> new PlanTally(clusters.size()))
                    .add(row, at);
        }
        double best = STRENGTHS[0];
        double least = Double.POSITIVE_INFINITY;
        for (double strength : STRENGTHS) {
            double loss = tallies.values().stream()
                    .mapToDouble(tally -> tally.leaveOneOut(strength))
                    .sum();
            if (loss < least) {
                least = loss;
                best = strength;
            }
        }
        SortedMap<String, ClusterTable.PlanCells> plans = new TreeMap<>();
        tallies.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, PlanTally> e) ->
                                -e.getValue().labels())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_PLANS)
                .forEach(entry -> plans.put(entry.getKey(), entry.getValue().cells()));
        return new ClusterTable(best, plans);
    }
}
