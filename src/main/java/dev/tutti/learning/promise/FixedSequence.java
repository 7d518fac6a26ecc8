package dev.tutti.learning.promise;

import java.util.function.IntFunction;

/**
 * Learn-then-Test by fixed-sequence testing (Angelopoulos, Bates, Candes, Jordan and Lei 2021): policies in an order that
 * no label had a part in, the safest first, are tested one after the other at the full level until the first one that is
 * not proved. Of all that are proved so, with probability {@code alpha} at most one has a mean below the target, however
 * many there are.
 */
public final class FixedSequence {
    private FixedSequence() {}

    /** How many of the policies, from the first on, are proved; {@code scores} gives those of policy i. */
    public static int proved(int policies, IntFunction<double[]> scores, MeanBound bound, double target, double alpha) {
        return from(0, policies, scores, bound, target, alpha);
    }

    /** The same where the first so many were proved before. */
    static int from(
            int proved, int policies, IntFunction<double[]> scores, MeanBound bound, double target, double alpha) {
        int next = proved;
        while (next < policies && bound.pValue(scores.apply(next), target) <= alpha) {
            next++;
        }
        return next;
    }
}
