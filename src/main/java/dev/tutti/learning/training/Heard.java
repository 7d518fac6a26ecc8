package dev.tutti.learning.training;

import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known on every group once exactly some models have answered: the score of the answer that would be given, and
 * the row of numbers that the value of a next call is read off, with their moments for each fold. With nobody asked the
 * score is 0 and the row knows the segment alone.
 *
 * <p>A row: the numbers of the evidence, the segment (one-hot), then for each task the first two numbers of the evidence
 * where the group is of that task, else 0.
 */
final class Heard {
    private final double[] scores;
    private final double[][] rows;
    private final Moments[] folds;

    private Heard(StoppingGround ground, List<ModelId> models) {
        int groups = ground.size();
        scores = new double[groups];
        rows = new double[groups][];
        folds = new Moments[ground.folds()];
        for (int g = 0; g < groups; g++) {
            PromptGroup group = ground.group(g);
            Evidence evidence = Evidence.of(PlanReplay.voices(models, ground.reliability(), group));
            scores[g] = PlanReplay.score(evidence, models, group);
            rows[g] = row(models.isEmpty() ? new double[0] : evidence.numbers(), ground, ground.segment(g));
            note(ground.fold(g), rows[g], group.weight());
        }
    }

    /** Bit i of {@code asked} stands for model i. */
    static Heard of(StoppingGround ground, int asked) {
        List<ModelId> models = new ArrayList<>();
        int bit = 0;
        for (ModelId model : ground.models()) {
            if ((asked >> bit++ & 1) == 1) {
                models.add(model);
            }
        }
        return new Heard(ground, models);
    }

    /** The row of a prompt in a segment where nobody has been asked. */
    static double[] unheard(StoppingGround ground, int segment) {
        return row(new double[0], ground, segment);
    }

    private static double[] row(double[] evidence, StoppingGround ground, int segment) {
        int leaning = evidence.length == 0 ? 0 : 2 * ground.tasks();
        double[] row = new double[evidence.length + ground.segments() + leaning];
        System.arraycopy(evidence, 0, row, 0, evidence.length);
        row[evidence.length + segment] = 1;
        if (leaning > 0 && segment < ground.tasks()) {
            int at = evidence.length + ground.segments() + 2 * segment;
            row[at] = evidence[0];
            row[at + 1] = evidence[1];
        }
        return row;
    }

    private void note(int fold, double[] row, double weight) {
        if (folds[fold] == null) {
            folds[fold] = new Moments(row.length);
        }
        folds[fold].add(row, weight);
    }

    double score(int group) {
        return scores[group];
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
