package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the row of the plan that the other router would have run: an audit row of the request, whose policy says that it
 * is one of a pair. Its propensity is the rate of the draw among requests on which the two differ, so it is no fair sample
 * of all requests and no policy's choice: neither training nor any estimate off policy reads it.
 */
final class PairRow {
    private final OutcomeRow served;
    private final Decision rival;
    private final double rate;
    private final Catalogue catalogue;

    PairRow(OutcomeRow served, Decision rival, double rate, Catalogue catalogue) {
        this.served = served;
        this.rival = rival;
        this.rate = rate;
        this.catalogue = catalogue;
    }

    OutcomeRow of(RequestId id, Instant at, Ending ending, Duration latency) {
        return new OutcomeRow(
                id,
                Optional.of(served.id()),
                at,
                served.key(),
                Optional.empty(),
                served.promptHash(),
                served.features(),
                receipt(),
                plan(),
                rate,
                true,
                origin(),
                ending.calls(),
                AuditRow.sketch(ending.calls()),
                AuditRow.kind(ending),
                AuditRow.degraded(ending),
                ending.cost(),
                latency,
                catalogue.version());
    }

    private Plan plan() {
        return rival.chosen().plan();
    }

    private Receipt receipt() {
        Receipt own = rival.receipt();
        Candidate chosen = rival.chosen();
        Candidate kept = new Candidate(plan(), chosen.prediction(), chosen.forecast(), Optional.empty(), rate);
        Receipt receipt = new Receipt(own.targets(), List.of(kept), Receipt.PAIRED, own.routerVersion(), own.cluster());
        return served.receipt().arm().map(arm -> receipt.with(otherSide(arm))).orElse(receipt);
    }

    /** It ran because it was compared, whatever the share of its router: only who is whose opposite is told. */
    private Arm otherSide(Arm arm) {
        boolean challenger = !arm.challenger();
        return new Arm(challenger, served.receipt().routerVersion(), challenger ? 1 : 0, 0, false);
    }

    private Origin origin() {
        return plan().models().stream()
                .map(model -> catalogue.get(model).origin())
                .max(Comparator.naturalOrder())
                .orElse(served.origin());
    }
}
