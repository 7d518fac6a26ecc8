package dev.tutti.words.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an {@link Adaptive} number of samples is expected to come to, before any is asked for, under the rule's own prior:
 * each sample goes to the first answer or to one other, and the first one's share may be anything, all shares alike.
 *
 * @param reach for each sample in order the probability, 1 to 0 and never rising, that it is asked for
 * @param rounds how often samples are waited for, on average
 */
public record Growth(List<Double> reach, double rounds) {
    public Growth {
        reach = List.copyOf(reach);
    }

    static Growth of(Adaptive rule, int most) {
        double[] reach = new double[most];
        // State n, k: of n samples k gave the first answer; the probability that the rule looks at them there.
        double[][] looked = new double[most + 1][most + 1];
        looked[0][0] = 1;
        double rounds = 0;
        for (int n = 0; n < most; n++) {
            for (int k = 0; k <= n; k++) {
                int more = n == 0 ? rule.least() : rule.more(lead(k, n - k), most - n);
                double here = looked[n][k];
                rounds += more > 0 ? here : 0;
                for (int i = 0; i < more; i++) {
                    reach[n + i] += here;
                }
                for (int hits = 0; more > 0 && hits <= more; hits++) {
                    looked[n + more][k + hits] += here * BetaBinomial.exactly(hits, more, k + 1, n - k + 1);
                }
            }
        }
        List<Double> rounded = new ArrayList<>();
        for (double probability : reach) {
            rounded.add(Math.min(1, probability));
        }
        return new Growth(Collections.unmodifiableList(rounded), rounds);
    }

    private static Adaptive.Lead lead(int one, int other) {
        return new Adaptive.Lead(Math.max(one, other), Math.min(one, other), one >= other);
    }
}
