package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What rows with one scored answer each say of a challenger (doubly robust, Dudik, Langford and Li 2011): the score it
 * expects of its own choice, corrected by what the log brought where both chose alike, weighted by one over the logged
 * propensity. Speaks only of plans that were candidates when the row was written.
 */
final class BanditEvidence {
    private final PairedDifference gain = PairedDifference.ofScores();
    private final PairedDifference matches = PairedDifference.ofScores();

    private BanditEvidence() {}

    static BanditEvidence of(RouterModel model, List<TrainingRow> rows, PolicySettings settings) {
        BanditEvidence evidence = new BanditEvidence();
        for (TrainingRow row : rows) {
            evidence.add(model, row, settings.withoutExploration());
        }
        return evidence;
    }

    private void add(RouterModel model, TrainingRow labelled, PolicySettings settings) {
        List<Candidate> known = labelled.row().receipt().candidates().stream()
                .flatMap(candidate -> predicted(model, labelled, candidate).stream())
                .toList();
        Plan logged = labelled.row().plan();
        Optional<Prediction> expected = model.predict(labelled.row().features(), logged);
        if (expected.isPresent()
                && Policy.champion(known, labelled.row().receipt().targets(), settings)
                        instanceof PolicyChoice.Chosen chosen) {
            boolean match = chosen.candidate().plan().equals(logged);
            double weight = match ? 1 / labelled.row().propensity() : 0;
            double surprise = labelled.score() - expected.get().quality();
            gain.add(chosen.candidate().prediction().quality() + weight * surprise - labelled.score(), 1);
            if (match) {
                matches.add(surprise, weight);
            }
        }
    }

    private static Optional<Candidate> predicted(RouterModel model, TrainingRow row, Candidate logged) {
        return model.predict(row.row().features(), logged.plan())
                .map(prediction -> new Candidate(logged.plan(), prediction, logged.forecast(), Optional.empty(), 0));
    }

    /** Expected score of the challenger minus what the log brought. */
    PairedDifference gain() {
        return gain;
    }

    /** How many equally weighted rows the matches are worth. */
    double effectiveSize() {
        return matches.effectiveSize();
    }

    double largestWeight() {
        return matches.largestWeight();
    }
}
