package dev.tutti.edge.bench;

import dev.tutti.learning.promise.MeanBound;
import java.util.Arrays;
import java.util.OptionalInt;

/** What became of one target over all replays. Not safe for threads. */
final class CertificatesTally {
    private static final double TAIL = 0.025;

    /** How one way to choose the margin did. */
    static final class Way {
        private int chosen;
        private int broken;
        private double cost;
        private double oracleCost;
        private double strong;

        private void add(PolicyOutcomes outcomes, int policy, double target, OptionalInt oracle) {
            chosen++;
            broken += outcomes.mean(policy) < target ? 1 : 0;
            cost += outcomes.costPer1000(policy);
            // Where no policy at all is good enough, the safest is the best there is.
            oracleCost += outcomes.costPer1000(oracle.orElse(0));
            strong += outcomes.dearestShare(policy);
        }

        int chosen() {
            return chosen;
        }

        double broken() {
            return (double) broken / Math.max(1, chosen);
        }

        /** The ends of the exact 95 % interval of {@link #broken}. */
        double brokenAtLeast() {
            return lower(broken);
        }

        double brokenAtMost() {
            return 1 - lower(chosen - broken);
        }

        private double lower(int ones) {
            double[] scores = new double[chosen];
            Arrays.fill(scores, 0, ones, 1);
            return MeanBound.CLOPPER_PEARSON.lower(scores, TAIL);
        }

        double costPer1000() {
            return cost / Math.max(1, chosen);
        }

        /** In what the cheapest margin costs that keeps the promise. */
        double price() {
            return oracleCost > 0 ? cost / oracleCost : 1;
        }

        double strong() {
            return strong / Math.max(1, chosen);
        }
    }

    private final double below;
    private final Way proved = new Way();
    private final Way tuned = new Way();
    private int replays;
    private int kept;
    private int falselySuspected;

    CertificatesTally(double below) {
        this.below = below;
    }

    double below() {
        return below;
    }

    void add(ReplayedDeployment deployment, double target) {
        replays++;
        OptionalInt oracle = deployment.oracle(target);
        deployment.tuned(target).ifPresent(policy -> tuned.add(deployment.outcomes(), policy, target, oracle));
        deployment.certified(target).ifPresent(policy -> {
            proved.add(deployment.outcomes(), policy, target, oracle);
            if (deployment.outcomes().mean(policy) >= target) {
                kept++;
                falselySuspected += deployment.suspected(policy, target) ? 1 : 0;
            }
        });
    }

    int certified() {
        return proved.chosen();
    }

    double certifiedShare() {
        return (double) proved.chosen() / Math.max(1, replays);
    }

    double tunedShare() {
        return (double) tuned.chosen() / Math.max(1, replays);
    }

    Way proved() {
        return proved;
    }

    Way tuned() {
        return tuned;
    }

    /** The share of kept promises that the monitor suspends. */
    double falselySuspected() {
        return (double) falselySuspected / Math.max(1, kept);
    }
}
