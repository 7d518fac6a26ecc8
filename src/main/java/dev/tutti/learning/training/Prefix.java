package dev.tutti.learning.training;

import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.List;

/**
 * The first answers of an order of models on every group: what the present answer scores, what the last call cost, and
 * the numbers that a stop rule sees, with their moments for each fold. Shared by all orders that begin so.
 */
final class Prefix {
    private final double[] scores;
    private final double[] costs;
    private final double[][] rows;
    private final Moments[] folds;

    private Prefix(StoppingGround ground, List<ModelId> models) {
        int groups = ground.size();
        scores = new double[groups];
        costs = new double[groups];
        rows = new double[groups][];
        folds = new Moments[ground.folds()];
        for (int g = 0; g < groups; g++) {
            read(ground, models, g);
        }
    }

    static Prefix of(StoppingGround ground, List<ModelId> models) {
        return new Prefix(ground, models);
    }

    private void read(StoppingGround ground, List<ModelId> models, int g) {
        PromptGroup group = ground.group(g);
        Reliability reliability = ground.reliability();
        Evidence evidence = Evidence.of(PlanReplay.voices(models, reliability, group));
        scores[g] = PlanReplay.score(evidence, models, group);
        costs[g] = group.of(models.getLast()).cost().toDouble();
        rows[g] = joined(evidence.numbers(), ground.promptNumbers(g));
        int fold = ground.fold(g);
        if (folds[fold] == null) {
            folds[fold] = new Moments(rows[g].length);
        }
        folds[fold].add(rows[g], group.weight());
    }

    private static double[] joined(double[] evidence, double[] prompt) {
        double[] row = new double[evidence.length + prompt.length];
        System.arraycopy(evidence, 0, row, 0, evidence.length);
        System.arraycopy(prompt, 0, row, evidence.length, prompt.length);
        return row;
    }

    double score(int group) {
        return scores[group];
    }

    /** USD of the last call. */
    double cost(int group) {
        return costs[group];
    }

    double[] row(int group) {
        return rows[group];
    }

    int width() {
        return rows[0].length;
    }

    /** The moments of all groups outside this fold; of all groups for {@link StoppingGround#NO_FOLD}. */
    Moments without(int fold) {
        Moments sum = new Moments(width());
        for (int f = 0; f < folds.length; f++) {
            if (f != fold && folds[f] != null) {
                sum = sum.plus(folds[f]);
            }
        }
        return sum;
    }
}
