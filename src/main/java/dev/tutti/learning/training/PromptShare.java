package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.catalogue.Catalogue;
import java.util.Arrays;
import java.util.List;

/**
 * Finds how far a prompt's own figures may be trusted, by what the policy makes of them on prompts that nothing was fitted
 * on: score less cost at the configured price of a dollar. Takes the least share that is not clearly behind the best.
 */
final class PromptShare {
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

    /** The 95 % quantile of the normal. */
    private static final double CONFIDENT = 1.6449;

    private final Catalogue catalogue;
    private final PolicySettings policy;

    PromptShare(Catalogue catalogue, PolicySettings policy) {
        this.catalogue = catalogue;
        this.policy = policy;
    }

    ReleaseParts tuned(ReleaseParts parts, List<PromptGroup> groups) {
        double[][] values = values(parts, groups);
        int best = 0;
        for (int s = 1; s < SHARES.length; s++) {
            best = mean(values[s]) > mean(values[best]) ? s : best;
        }
        for (int s = 0; s < best; s++) {
            if (!clearlyBehind(values[s], values[best])) {
                return trusting(parts, SHARES[s]);
            }
        }
        return trusting(parts, SHARES[best]);
    }

    private static ReleaseParts trusting(ReleaseParts parts, double share) {
        return parts.with(parts.blend().trusting(share));
    }

    /** For each share one value of each group. */
    private double[][] values(ReleaseParts parts, List<PromptGroup> groups) {
        List<PolicyReplay> replays =
                Arrays.stream(SHARES).mapToObj(share -> replay(parts, share)).toList();
        double[][] values = new double[SHARES.length][groups.size()];
        for (int g = 0; g < groups.size(); g++) {
            PromptGroup group = groups.get(g);
            // Most prompts have one answer: what is believed of it decides nothing, whatever the share.
            boolean alike = !replays.getFirst().choosesByExpectation(group);
            for (int s = 0; s < SHARES.length; s++) {
                values[s][g] = alike && s > 0 ? values[0][g] : value(replays.get(s), group);
            }
        }
        return values;
    }

    private PolicyReplay replay(ReleaseParts parts, double share) {
        return new PolicyReplay(
                trusting(parts, share).router("share", TrainedOn.THIS_DEPLOYMENT, catalogue), catalogue, policy);
    }

    /** 0 where no plan may run, for every share alike. */
    private double value(PolicyReplay replay, PromptGroup group) {
        return replay.choose(group)
                .map(PolicyReplay.Choice::outcome)
                .map(outcome -> outcome.score()
                        - policy.minGainPerUsd() * outcome.cost().toDouble())
                .orElse(0.0);
    }

    /** With 95 % confidence: on a few hundred prompts a lucky share costs more than a missed one would bring. */
    private static boolean clearlyBehind(double[] values, double[] best) {
        PairedDifference difference = PairedDifference.ofScores();
        for (int g = 0; g < values.length; g++) {
            difference.add(values[g] - best[g], 1);
        }
        return difference.upper(CONFIDENT) < 0;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
