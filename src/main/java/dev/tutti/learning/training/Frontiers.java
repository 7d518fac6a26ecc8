package dev.tutti.learning.training;

import dev.tutti.learning.training.PolicyReplay.Choice;
import dev.tutti.learning.training.PolicyReplay.Offered;
import dev.tutti.sense.policy.PacedPrice;
import dev.tutti.sense.policy.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a router model's choices would have brought on each of some prompts, with its knob at each of many settings. */
final class Frontiers {
    private static final double LOWEST = 0.3;
    private static final double STEP = 0.02;
    private static final int TARGETS = 35;

    private final double[][] scores;
    private final double[][] costs;

    private Frontiers(double[][] scores, double[][] costs) {
        this.scores = scores;
        this.costs = costs;
    }

    /** What is chosen on a prompt, with the knob at one setting. */
    private interface Knob {
        Optional<Choice> choose(Offered offered, PromptGroup group);
    }

    /** The knob is the quality target, held against each plan's own lower bound. */
    static Frontiers ofTargets(PolicyReplay replay, List<PromptGroup> groups) {
        return of(
                replay,
                groups,
                IntStream.range(0, TARGETS)
                        .<Knob>mapToObj(t -> (offered, group) -> offered.choose(asking(LOWEST + STEP * t, group)))
                        .toList());
    }

    /** The knob is the price of a dollar, in score per USD. */
    static Frontiers ofPrices(PolicyReplay replay, List<PromptGroup> groups, double[] prices) {
        return of(
                replay,
                groups,
                Arrays.stream(prices)
                        .mapToObj(price -> new PacedPrice(price, true))
                        .<Knob>map(price -> (offered, group) ->
                                offered.choose(group.targets().at(price)))
                        .toList());
    }

    private static Targets asking(double quality, PromptGroup group) {
        Targets held = group.targets();
        return new Targets(quality, held.maxCost(), held.maxLatency(), held.whenInfeasible());
    }

    private static Frontiers of(PolicyReplay replay, List<PromptGroup> groups, List<Knob> knobs) {
        double[][] scores = new double[knobs.size()][groups.size()];
        double[][] costs = new double[knobs.size()][groups.size()];
        for (int g = 0; g < groups.size(); g++) {
            Offered offered = replay.offered(groups.get(g));
            for (int k = 0; k < knobs.size(); k++) {
                // Where no plan may run nothing comes, whatever the router.
                Optional<ReplayedOutcome> outcome =
                        knobs.get(k).choose(offered, groups.get(g)).map(Choice::outcome);
                scores[k][g] = outcome.map(ReplayedOutcome::score).orElse(0.0);
                costs[k][g] = outcome.map(brought -> brought.cost().toDouble()).orElse(0.0);
            }
        }
        return new Frontiers(scores, costs);
    }

    /** The scores of all prompts, for each setting of the knob. */
    double[][] scores() {
        return scores;
    }

    /** Of each prompt, score less cost at the setting that serves a price best on all of them, on average over prices. */
    double[] values(double[] prices) {
        double[] values = new double[scores[0].length];
        for (double price : prices) {
            int best = best(price);
            for (int g = 0; g < values.length; g++) {
                values[g] += (scores[best][g] - price * costs[best][g]) / prices.length;
            }
        }
        return values;
    }

    private int best(double price) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            best = worth(k, price) > worth(best, price) ? k : best;
        }
        return best;
    }

    private double worth(int setting, double price) {
        double sum = 0;
        for (int g = 0; g < scores[setting].length; g++) {
            sum += scores[setting][g] - price * costs[setting][g];
        }
        return sum;
    }
}
