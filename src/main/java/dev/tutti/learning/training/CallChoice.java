package dev.tutti.learning.training;

import java.util.Arrays;

/**
 * The best of several next calls on every group, by expected gain: each fitted once on all groups, to be kept, and for
 * each fold on the others, to choose.
 */
final class CallChoice {
    static final int STOP = -1;

    private final StoppingGround ground;
    private final Heard heard;
    private final Ridge[] ridges;
    private final double[] best;
    private final int[] next;

    /** {@code least}: the expected gain that a call must exceed. */
    CallChoice(StoppingGround ground, Heard heard, Ridge[] ridges, double least) {
        this.ground = ground;
        this.heard = heard;
        this.ridges = ridges;
        best = new double[ground.size()];
        next = new int[ground.size()];
        Arrays.fill(best, least);
        Arrays.fill(next, STOP);
    }

    /** One factored ridge for each fold left out, and the last for all groups. */
    static Ridge[] ridges(StoppingGround ground, Heard heard, double penalty) {
        Ridge[] ridges = new Ridge[ground.folds() + 1];
        for (int fold = 0; fold < ground.folds(); fold++) {
            ridges[fold] = new Ridge(heard.without(fold), penalty);
        }
        ridges[ground.folds()] = new Ridge(heard.without(StoppingGround.NO_FOLD), penalty);
        return ridges;
    }

    /** Weighs asking a model next, which would have gained so much on each group; the line fitted on all of them. */
    Ridge.Line weigh(int model, double[] gains) {
        Ridge.Line[] without = new Ridge.Line[ground.folds()];
        for (int fold = 0; fold < without.length; fold++) {
            without[fold] = line(ridges[fold], gains, fold);
        }
        for (int g = 0; g < gains.length; g++) {
            double expected = heard.read(without[ground.fold(g)], g);
            if (expected > best[g]) {
                best[g] = expected;
                next[g] = model;
            }
        }
        return line(ridges[ground.folds()], gains, StoppingGround.NO_FOLD);
    }

    /** The model to ask next on this group, or {@link #STOP}. */
    int next(int group) {
        return next[group];
    }

    private Ridge.Line line(Ridge ridge, double[] gains, int without) {
        double sum = 0;
        double[] cross = new double[heard.width()];
        for (int g = 0; g < gains.length; g++) {
            if (ground.fold(g) != without) {
                double gain = ground.group(g).weight() * gains[g];
                sum += gain;
                heard.addTo(cross, gain, g);
            }
        }
        return ridge.line(sum, cross);
    }
}
