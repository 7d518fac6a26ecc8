package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ClusterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One plan's scores as they are added up: in all, by cluster, by task. */
final class PlanTally {
    private record Row(double score, double weight, int cluster) {}

    private static final class Sum {
        private double weight;
        private double scored;

        void add(double score, double by) {
            weight += by;
            scored += by * score;
        }

        ClusterTable.Cell cell() {
            return weight == 0
                    ? ClusterTable.Cell.EMPTY
                    : new ClusterTable.Cell(weight, Math.clamp(scored / weight, 0, 1));
        }

        double shrunkWithout(Row row, double prior, double strength) {
            return (scored - row.weight() * row.score() + strength * prior) / (weight - row.weight() + strength);
        }
    }

    private final Sum all = new Sum();
    private final List<Sum> clusters = new ArrayList<>();
    private final SortedMap<String, Sum> tasks = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();

    PlanTally(int size) {
        for (int i = 0; i < size; i++) {
            clusters.add(new Sum());
        }
    }

    void add(Example example, int cluster) {
        all.add(example.score(), example.weight());
        clusters.get(cluster).add(example.score(), example.weight());
        if (!example.features().task().isEmpty()) {
            tasks.computeIfAbsent(example.features().task(), _ -> new Sum()).add(example.score(), example.weight());
        }
        rows.add(new Row(example.score(), example.weight(), cluster));
    }

    double labels() {
        return all.weight;
    }

    /** The squared error of each score as predicted from all the others, shrinking cells that strongly. */
    double leaveOneOut(double strength) {
        double loss = 0;
        for (Row row : rows) {
            double plan = all.shrunkWithout(row, 0.5, 1);
            double error = clusters.get(row.cluster()).shrunkWithout(row, plan, strength) - row.score();
            loss += row.weight() * error * error;
        }
        return loss;
    }

    ClusterTable.PlanCells cells() {
        SortedMap<String, ClusterTable.Cell> byTask = new TreeMap<>();
        tasks.forEach((task, sum) -> byTask.put(task, sum.cell()));
        return new ClusterTable.PlanCells(
                all.cell(), clusters.stream().map(Sum::cell).toList(), byTask);
    }
}
