package dev.tutti.edge.bench;

import dev.tutti.learning.promise.FixedSequence;
import dev.tutti.learning.promise.MeanBound;
import dev.tutti.learning.promise.Suspicion;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** One replay: a window of labelled requests and as many labelled ones of later traffic, as places in the population. */
final class ReplayedDeployment {
    private static final double ALPHA = 0.05;

    private final PolicyOutcomes outcomes;
    private final MeanBound bound;
    private final int[] window;
    private final int[] later;

    private ReplayedDeployment(PolicyOutcomes outcomes, MeanBound bound, int[] window, int[] later) {
        this.outcomes = outcomes;
        this.bound = bound;
        this.window = window;
        this.later = later;
    }

    static ReplayedDeployment draw(PolicyOutcomes outcomes, MeanBound bound, int labels, SplittableRandom chance) {
        return new ReplayedDeployment(
                outcomes, bound, places(outcomes, labels, chance), places(outcomes, labels, chance));
    }

    private static int[] places(PolicyOutcomes outcomes, int labels, SplittableRandom chance) {
        return chance.ints(labels, 0, outcomes.prompts()).toArray();
    }

    PolicyOutcomes outcomes() {
        return outcomes;
    }

    /** The least safe policy that the window proves; empty: infeasible. */
    OptionalInt certified(double target) {
        int proved = FixedSequence.proved(
                outcomes.policies(), policy -> outcomes.scores(policy, window), bound, Math.clamp(target, 0, 1), ALPHA);
        return proved == 0 ? OptionalInt.empty() : OptionalInt.of(proved - 1);
    }

    /** The cheapest policy whose mean in the window reaches the target, which is what tuning a threshold means. */
    OptionalInt tuned(double target) {
        for (int policy = outcomes.policies() - 1; policy >= 0; policy--) {
            if (Arrays.stream(outcomes.scores(policy, window)).average().orElse(0) >= target) {
                return OptionalInt.of(policy);
            }
        }
        return OptionalInt.empty();
    }

    /** The least safe policy whose true mean reaches the target. */
    OptionalInt oracle(double target) {
        for (int policy = outcomes.policies() - 1; policy >= 0; policy--) {
            if (outcomes.mean(policy) >= target) {
                return OptionalInt.of(policy);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether the monitor suspects the promise anywhere in the later traffic. */
    boolean suspected(int policy, double target) {
        Suspicion suspicion = new Suspicion(Math.clamp(target, 0, 1));
        for (double score : outcomes.scores(policy, later)) {
            suspicion.add(score);
        }
        return suspicion.alarms(ALPHA);
    }
}
