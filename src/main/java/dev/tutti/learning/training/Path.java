package dev.tutti.learning.training;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * What every group realises from some answers on: the score in the end, what that was expected to be, the USD still to
 * come, the set asked by then.
 */
final class Path {
    private final double[] scores;
    private final double[] expected;
    private final double[] costs;
    private final int[] asked;

    /** Stopping here, with the present score and what is expected of it. */
    Path(int groups, int set, IntToDoubleFunction present, IntToDoubleFunction hoped) {
        scores = new double[groups];
        expected = new double[groups];
        costs = new double[groups];
        asked = new int[groups];
        Arrays.setAll(scores, present);
        Arrays.setAll(expected, hoped);
        Arrays.fill(asked, set);
    }

    double score(int group) {
        return scores[group];
    }

    /** The score with a share of what was expected of it in its place: less of it is luck. */
    double score(int group, double share) {
        return (1 - share) * scores[group] + share * expected[group];
    }

    double cost(int group) {
        return costs[group];
    }

    /** Bit i stands for model i. */
    int asked(int group) {
        return asked[group];
    }

    /** On this group one more call is made, and then what that path does. */
    void goOn(int group, double cost, Path then) {
        scores[group] = then.scores[group];
        expected[group] = then.expected[group];
        costs[group] = cost + then.costs[group];
        asked[group] = then.asked[group];
    }
}
