package dev.tutti.learning.drift;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a model's answer was worth less what had been predicted of it, -1 to 1, with the weight of its label and how many
 * residuals of 0 the prediction's word is worth.
 */
record Residual(ModelId model, double value, double weight, double belief) {
    /**
     * Of what chance did not pick: whom a score comes from and for which answers may change without the model, and no
     * response propensity is modelled yet that would say how much.
     */
    private static final double WEAK = 0.5;
    /** A prediction made from this deployment's labels is right on average; any other is only compared with itself. */
    static final double MEASURED = 200;

    /**
     * Of a request that one model answered alone; empty without a label or prediction. {@code settled}: its label window
     * is over, before which no person's score counts.
     */
    static Optional<Residual> of(LabelledRow labelled, boolean settled) {
        OutcomeRow row = labelled.row();
        return row.plan() instanceof Single single && row.ending() == EndingKind.ANSWERED
                ? label(labelled, settled)
                        .flatMap(label -> predicted(row)
                                .map(candidate -> new Residual(
                                        single.model(),
                                        label.score() - candidate.prediction().quality(),
                                        isSampled(label) ? 1 : WEAK,
                                        candidate.prediction().basis() == QualityBasis.MEASURED ? MEASURED : 0)))
                : Optional.empty();
    }

    private static Optional<Label> label(LabelledRow labelled, boolean settled) {
        return labelled.labels().stream()
                .filter(label -> settled || label.source() != LabelSource.USER)
                .min(Comparator.comparing((Label label) -> !isSampled(label))
                        .thenComparing(Label::source, LabelSource.MOST_OBJECTIVE_FIRST));
    }

    /** Feedback is never a random sample, whatever it says of itself: who answers is not drawn. */
    private static boolean isSampled(Label label) {
        return label.randomlySampled() && label.source() != LabelSource.USER;
    }

    private static Optional<Candidate> predicted(OutcomeRow row) {
        return row.receipt().candidates().stream()
                .filter(candidate -> candidate.plan().equals(row.plan()))
                .findFirst();
    }
}
