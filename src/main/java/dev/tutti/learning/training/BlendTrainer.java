package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Blend;
import java.util.List;

/** Finds the cluster table's share in the blend with the least squared error on held-out labels. */
final class BlendTrainer {
    private static final int STEPS = 20;

    private BlendTrainer() {}

    /** What the two levels said of a held-out label. */
    record Both(double table, double success, double score, double weight) {}

    /** Ties, and no labels at all, go to the table: it is the simpler one. */
    static Blend fit(List<Both> heldOut) {
        double bestShare = 1;
        double least = loss(heldOut, 1);
        for (int i = STEPS - 1; i >= 0; i--) {
            double share = (double) i / STEPS;
            double loss = loss(heldOut, share);
            if (loss < least) {
                least = loss;
                bestShare = share;
            }
        }
        return new Blend(bestShare);
    }

    static double loss(List<Both> rows, double share) {
        return rows.stream()
                .mapToDouble(row -> {
                    double error = share * row.table() + (1 - share) * row.success() - row.score();
                    return row.weight() * error * error;
                })
                .sum();
    }
}
