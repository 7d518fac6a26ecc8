package dev.tutti.learning.insight;

import dev.tutti.learning.insight.Audits.Answered;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.util.Optional;

/** Pairs what routing did on audited requests with what the strongest single model did on the same ones. */
final class SavingTally {
    private static final String BASIS = "audited requests on which both the routed plan and the strongest model ran";

    private final Audits audits;
    private final Optional<ModelId> strongest;
    private final Numbers routed = new Numbers();
    private final Numbers alone = new Numbers();
    private final Moments differences = new Moments();

    SavingTally(Audits audits) {
        this.audits = audits;
        this.strongest = audits.strongest();
    }

    void add(LabelledRow request) {
        EndingKind ending = request.row().ending();
        if (strongest.isEmpty() || (ending != EndingKind.ANSWERED && ending != EndingKind.DEGRADED)) {
            return;
        }
        Answered served = Answered.of(request);
        other(request, served, strongest.get()).ifPresent(other -> {
            routed.add(served.cost());
            alone.add(other.cost());
            if (served.score().isPresent() && other.score().isPresent()) {
                differences.add(served.score().get() - other.score().get());
            }
        });
    }

    /** An audited request that the strongest model served is its own pair. */
    private Optional<Answered> other(LabelledRow request, Answered served, ModelId model) {
        return request.row().plan().equals(new Single(model))
                        && audits.has(request.row().id())
                ? Optional.of(served)
                : audits.on(request.row().id(), model);
    }

    SavingInsight insight() {
        if (strongest.isEmpty()) {
            Estimate unknown = Estimate.unknown(0, BASIS, "no audit with a labelled single plan lies in the window");
            return new SavingInsight(strongest, unknown, unknown);
        }
        Estimate difference = differences.n() < 2
                ? Estimate.unknown(differences.n(), BASIS, "fewer than 2 pairs have labels on both sides")
                : Statistics.mean(differences, BASIS + ", routed minus strongest, both labelled");
        return new SavingInsight(strongest, Statistics.oneMinusRatio(routed.all(), alone.all(), BASIS), difference);
    }
}
