package dev.tutti.edge.bench;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.Set;

/** One way to make an answer of an attacked panel, with all that it has learned. */
@FunctionalInterface
interface TrustContender {
    /** The score of the answer, or its expectation where the aggregator draws. */
    double score(PanelAnswers panel);

    static TrustContender vote(Reliability weights) {
        return panel -> panel.plurality(weights);
    }

    /** Shows it what is left by the cluster and filter that serves. */
    default TrustContender filtered() {
        return panel -> score(panel.filtered());
    }

    /** Shows it the panel without those. */
    default TrustContender without(Set<ModelId> quarantined) {
        return panel -> score(panel.without(quarantined));
    }
}
