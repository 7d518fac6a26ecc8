package dev.tutti.edge.bench;

import java.util.Arrays;

/** What every policy of a family brings on every prompt of a population. The safest policy comes first. */
final class PolicyOutcomes {
    private final double[][] scores;
    private final double[] costs;
    private final int[] dearest;
    private final double[] means;

    PolicyOutcomes(int policies, int prompts) {
        scores = new double[policies][prompts];
        costs = new double[policies];
        dearest = new int[policies];
        means = new double[policies];
    }

    void note(int policy, int prompt, double score, double cost, boolean dearestAsked) {
        scores[policy][prompt] = score;
        means[policy] += score / prompts();
        costs[policy] += cost;
        dearest[policy] += dearestAsked ? 1 : 0;
    }

    int policies() {
        return scores.length;
    }

    int prompts() {
        return scores[0].length;
    }

    /** The true one, over the whole population. */
    double mean(int policy) {
        return means[policy];
    }

    double costPer1000(int policy) {
        return 1_000 * costs[policy] / prompts();
    }

    /** The share of prompts on which the dearest model is asked. */
    double dearestShare(int policy) {
        return (double) dearest[policy] / prompts();
    }

    /** The scores of some prompts. */
    double[] scores(int policy, int[] prompts) {
        return Arrays.stream(prompts)
                .mapToDouble(prompt -> scores[policy][prompt])
                .toArray();
    }
}
