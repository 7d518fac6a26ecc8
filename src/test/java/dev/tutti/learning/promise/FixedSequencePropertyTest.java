package dev.tutti.learning.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class FixedSequencePropertyTest {
    private static final double ALPHA = 0.05;
    private static final MeanBound BOUND = MeanBound.CLOPPER_PEARSON;

    /** Policies of means 0.9, 0.89, ... on the same prompts: a prompt of difficulty d is solved by all better than d. */
    private static double[][] policies(int n, Random chance) {
        double[][] scores = new double[20][n];
        for (int i = 0; i < n; i++) {
            double difficulty = chance.nextDouble();
            for (int policy = 0; policy < scores.length; policy++) {
                scores[policy][i] = difficulty < mean(policy) ? 1 : 0;
            }
        }
        return scores;
    }

    private static double mean(int policy) {
        return 0.9 - 0.01 * policy;
    }

    @Property(tries = 100)
    void whatIsProvedIsTheLongestPrefixWhoseLowerBoundsReachTheTarget(
            @ForAll @IntRange(min = 10, max = 400) int n,
            @ForAll @DoubleRange(min = 0.5, max = 0.95) double target,
            @ForAll long seed) {
        double[][] scores = policies(n, new Random(seed));

        int slow = 0;
        while (slow < 20 && BOUND.lower(scores[slow], slow == 0 ? ALPHA : ALPHA / 5) >= target) {
            slow++;
        }

        assertThat(FixedSequence.proved(20, i -> scores[i], BOUND, target, ALPHA))
                .isEqualTo(slow);
    }

    /** Tested at 1 % beyond the first, 2,000 windows break 20 promises or so; tuned to the window, a third or more break. */
    @Example
    void aPolicyBelowTheTargetIsProvedAtTheLevelAtMostThoughTwentyAreTried() {
        Random chance = new Random(20_260_101);
        int broken = 0;
        int tunedBroken = 0;
        for (int i = 0; i < 2_000; i++) {
            double[][] scores = policies(500, chance);
            int proved = FixedSequence.proved(20, policy -> scores[policy], BOUND, 0.805, ALPHA);
            broken += proved > 0 && mean(proved - 1) < 0.805 ? 1 : 0;
            int tuned = 20;
            while (tuned > 0 && Scores.mean(scores[tuned - 1]) < 0.805) {
                tuned--;
            }
            tunedBroken += tuned > 0 && mean(tuned - 1) < 0.805 ? 1 : 0;
        }

        assertThat(broken).isBetween(1, 50);
        assertThat(tunedBroken).isGreaterThan(600);
    }
}
