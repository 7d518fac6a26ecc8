package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the row of one audit call. Its propensity is the rate with which requests were drawn: the probability, fixed
 * before any outcome, that this model ran on this request.
 */
final class AuditRow {
    static final String POLICY = "audit";

    private final OutcomeRow audited;
    private final double rate;
    private final String catalogueVersion;
    private final String policy;
    private final AtomicBoolean told = new AtomicBoolean();

    AuditRow(OutcomeRow audited, double rate, String catalogueVersion) {
        this(audited, rate, catalogueVersion, POLICY);
    }

    /** {@code policy}: why the call was made. */
    AuditRow(OutcomeRow audited, double rate, String catalogueVersion, String policy) {
        this.audited = audited;
        this.rate = rate;
        this.catalogueVersion = catalogueVersion;
        this.policy = policy;
    }

    OutcomeRow of(RequestId id, CatalogueModel model, Instant at, Ending ending, Duration latency) {
        return new OutcomeRow(
                id,
                Optional.of(audited.id()),
                at,
                audited.key(),
                Optional.empty(),
                audited.promptHash(),
                audited.features(),
                receipt(model),
                new Single(model.id()),
                rate,
                true,
                model.origin(),
                ending.calls(),
                sketch(ending.calls()),
                kind(ending),
                degraded(ending),
                ending.cost(),
                latency,
                catalogueVersion);
    }

    /** The same row; the first one of the audit tells whose voice decided the audited answer. */
    OutcomeRow telling(OutcomeRow row) {
        return told.compareAndSet(false, true) ? row.telling(AuditedInfluence.of(audited)) : row;
    }

    /** The row did not come onto the disk, so another one is to tell. */
    void lost(OutcomeRow row) {
        if (!row.influence().isEmpty()) {
            told.set(false);
        }
    }

    private Receipt receipt(CatalogueModel model) {
        List<Candidate> own = audited.receipt().candidates().stream()
                .filter(candidate -> candidate.plan().equals(new Single(model.id())))
                .map(candidate -> new Candidate(
                        candidate.plan(), candidate.prediction(), candidate.forecast(), Optional.empty(), rate))
                .toList();
        Receipt receipt = audited.receipt();
        return new Receipt(receipt.targets(), own, policy, receipt.routerVersion(), receipt.cluster());
    }

    static Optional<AnswerSketch> sketch(List<CallRecord> calls) {
        return calls.stream()
                .flatMap(call -> call.sketch().stream())
                .reduce((first, last) -> Objects.requireNonNull(last));
    }

    static EndingKind kind(Ending ending) {
        return switch (ending) {
            case Ending.Answered answered -> EndingKind.ANSWERED;
            case Ending.Degraded degraded -> EndingKind.DEGRADED;
            case Ending.Failed failed -> EndingKind.FAILED;
            case Ending.Cancelled cancelled -> EndingKind.CANCELLED;
        };
    }

    static Optional<String> degraded(Ending ending) {
        return ending instanceof Ending.Degraded cut ? Optional.of(cut.what()) : Optional.empty();
    }
}
