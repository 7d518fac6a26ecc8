package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Exchange;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the router has learned, read whole from one release and never changed after: safe for many threads, microseconds
 * a call, no I/O.
 */
public interface RouterModel {
    /** The release it was read from. */
    String version();

    /** The cluster of a prompt, from 0; the same number for the same features, always. */
    int cluster(Features features);

    /**
     * The expected score of the plan on a prompt with these features; empty when nothing was learned about any part of
     * it. Its basis says what it rests on; nothing learned from simulated models is ever said of other models.
     */
    Optional<Prediction> predict(Features features, Plan plan);

    /** Tokens that this model writes on such a prompt at quantile 0.5, 0.95 or 0.99; empty when not learned. */
    OptionalLong outputTokens(Features features, ModelId model, double quantile);

    /**
     * Plans that training made and found worth offering (cascades with learned stop rules, ensembles with chosen
     * members), whose prompt-dependent part is folded in for these features.
     */
    List<Plan> learnedPlans(Features features);

    /** Whether labels that this model itself got here are among what was learned; else it is known by what it resembles. */
    default boolean measured(ModelId model) {
        return true;
    }

    /** What choosing by a price of a dollar brings where this model predicts. */
    default Exchange exchange() {
        return Exchange.NONE;
    }

    /** What is promised of the choices that this model makes. */
    default Certificates certificates() {
        return Certificates.NONE;
    }
}
