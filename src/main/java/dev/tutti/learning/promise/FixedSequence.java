package dev.tutti.learning.promise;

import java.util.function.IntFunction;

/**
 * Learn-then-Test by fixed-sequence testing (Angelopoulos, Bates, Candes, Jordan and Lei 2021): policies in an order that
 * no label had a part in, the safest first, are tested one after the other until the first one that is not proved. Of all
 * that are proved so, with probability {@code alpha} at most one has a mean below the target, however many there are.
 *
 * <p>The first is tested at the full level, every other one at a fifth of it, which that theorem allows. Where a target
 * is hard, promises are given in lucky windows above all, and luck carries on from one policy to the next; so of the
 * promises that are given more than {@code alpha} would break. The fifth costs money, but no promise.
 */
public final class FixedSequence {
    private static final double CHEAPER = 0.2;

    private FixedSequence() {}

    /** How many of the policies, from the first on, are proved; {@code scores} gives those of policy i. */
    public static int proved(int policies, IntFunction<double[]> scores, MeanBound bound, double target, double alpha) {
        return from(0, policies, scores, bound, target, alpha);
    }

    /** The same where the first so many were proved before. */
    static int from(
            int proved, int policies, IntFunction<double[]> scores, MeanBound bound, double target, double alpha) {
        int next = proved;
        while (next < policies && bound.pValue(scores.apply(next), target) <= (next == 0 ? alpha : CHEAPER * alpha)) {
            next++;
        }
        return next;
    }
}
