package dev.tutti.learning.promise;

import java.util.Arrays;

/** What the bounds ask of scores. */
final class Scores {
    private Scores() {}

    /** The same scores; {@link IllegalArgumentException} that says the first one outside of 0 to 1. */
    static double[] checked(double[] scores) {
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is 0 to 1, was " + score);
            }
        }
        return scores;
    }

    static double mean(double[] scores) {
        return Arrays.stream(scores).average().orElse(0);
    }

    static boolean zeroOrOne(double[] scores) {
        return Arrays.stream(scores).allMatch(score -> score == 0 || score == 1);
    }
}
