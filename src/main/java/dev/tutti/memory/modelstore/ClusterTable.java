package dev.tutti.memory.modelstore;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Level 0: what each plan (by its notation) scored on the prompts of each cluster and of each task, shrunk to the plan's
 * own mean as if {@code strength} labels had said that mean. Its JSON form is {@code table.json} of a release.
 */
public record ClusterTable(double strength, SortedMap<String, PlanCells> plans) {
    public ClusterTable {
        if (!(strength > 0)) {
            throw new IllegalArgumentException("a strength is above 0, was " + strength);
        }
        plans = Collections.unmodifiableSortedMap(new TreeMap<>(plans));
    }

    /** The expected score of a plan in a cluster, on a task when one is named; empty for a plan without labels. */
    public Optional<Estimate> estimate(String notation, int cluster, String task) {
        return Optional.ofNullable(plans.get(notation)).map(cells -> cells.estimate(cluster, task, strength));
    }

    /** A mean score and how many labels it stands on, weights counted. */
    public record Cell(double labels, double mean) {
        public static final Cell EMPTY = new Cell(0, 0.5);

        public Cell {
            if (!(labels >= 0) || !(mean >= 0 && mean <= 1)) {
                throw new IllegalArgumentException(
                        "a cell has labels and a mean of 0 to 1, had " + labels + ", " + mean);
            }
        }

        double shrunk(double prior, double strength) {
            return (labels * mean + strength * prior) / (labels + strength);
        }
    }

    /** One plan's row of the table: all its labels, then by cluster number, then by task. */
    public record PlanCells(Cell all, List<Cell> clusters, SortedMap<String, Cell> tasks) {
        /** What a plan is given before its first label: one label's worth of "half of them". */
        private static final double PLAN_PRIOR_STRENGTH = 1;

        public PlanCells {
            clusters = List.copyOf(clusters);
            tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
        }

        Estimate estimate(int cluster, String task, double strength) {
            double plan = all.shrunk(0.5, PLAN_PRIOR_STRENGTH);
            Cell here = cluster < clusters.size() ? clusters.get(cluster) : Cell.EMPTY;
            double inCluster = here.shrunk(plan, strength);
            Cell onTask = tasks.getOrDefault(task, Cell.EMPTY);
            double local = Math.max(here.labels(), onTask.labels());
            return new Estimate(
                    onTask.shrunk(inCluster, strength), local + Math.min(strength, all.labels()), all.labels());
        }
    }

    /** An expected score, the labels that it is worth, and the labels that the plan has in all. */
    public record Estimate(double mean, double worth, double planLabels) {}

    /** The share of each cluster in all labels of these plans; the same for each, whatever prompts a policy gave it. */
    static double[] traffic(int clusters, Collection<PlanCells> plans) {
        double[] shares = new double[clusters];
        double all = 0;
        for (PlanCells cells : plans) {
            for (int c = 0; c < Math.min(clusters, cells.clusters().size()); c++) {
                shares[c] += cells.clusters().get(c).labels();
                all += cells.clusters().get(c).labels();
            }
        }
        for (int c = 0; c < clusters; c++) {
            shares[c] = all > 0 ? shares[c] / all : 1.0 / clusters;
        }
        return shares;
    }

    /** A plan's mean score on prompts of these cluster shares. */
    double overall(PlanCells cells, double[] shares) {
        double mean = 0;
        for (int c = 0; c < shares.length; c++) {
            mean += shares[c] * cells.estimate(c, "", strength).mean();
        }
        return mean;
    }
}
