package dev.tutti.memory.outcome;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was decided on one request and how it went; labels come later and apart. The JSON form is a format on disk:
 * fields are added, never renamed.
 *
 * <p>{@code auditOf}: the request in whose background this plan ran; of a judge's call, the row whose answer it judged. {@code promptHash}: SHA-256 (hex, first 32 digits)
 * of the normalised conversation; rows of one prompt share it. {@code origin}: simulated as soon as one model of the
 * plan is. {@code propensity}: the probability with which the chosen plan was chosen. {@code sketch}: of the answer
 * given. {@code degraded}: what was cut, in words. {@code influence}: on one row of an audit, whose voice decided the
 * audited answer. {@code grades}: on the row of a judge's call, what it said; empty where its verdict could not be read.
 */
public record OutcomeRow(
        RequestId id,
        Optional<RequestId> auditOf,
        Instant at,
        KeyId key,
        Optional<String> session,
        String promptHash,
        Features features,
        Receipt receipt,
        Plan plan,
        double propensity,
        boolean explored,
        Origin origin,
        List<CallRecord> calls,
        Optional<AnswerSketch> sketch,
        EndingKind ending,
        Optional<String> degraded,
        Usd cost,
        Duration latency,
        String catalogueVersion,
        List<Influence> influence,
        List<Grade> grades) {
    public OutcomeRow {
        calls = List.copyOf(calls);
        influence = List.copyOf(influence);
        grades = List.copyOf(grades);
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException(
                    "a chosen plan has a propensity above 0 and at most 1, was " + propensity);
        }
    }

    /** A row that tells of no influence and grades nothing. */
    public OutcomeRow(
            RequestId id,
            Optional<RequestId> auditOf,
            Instant at,
            KeyId key,
            Optional<String> session,
            String promptHash,
            Features features,
            Receipt receipt,
            Plan plan,
            double propensity,
            boolean explored,
            Origin origin,
            List<CallRecord> calls,
            Optional<AnswerSketch> sketch,
            EndingKind ending,
            Optional<String> degraded,
            Usd cost,
            Duration latency,
            String catalogueVersion) {
        this(
                id,
                auditOf,
                at,
                key,
                session,
                promptHash,
                features,
                receipt,
                plan,
                propensity,
                explored,
                origin,
                calls,
                sketch,
                ending,
                degraded,
                cost,
                latency,
                catalogueVersion,
                List.of(),
                List.of());
    }

    /** The same row, telling whose voice decided the audited answer. */
    public OutcomeRow telling(List<Influence> ofWhom) {
        return telling(ofWhom, grades);
    }

    /** The same row, telling what a judge said. */
    public OutcomeRow grading(List<Grade> said) {
        return telling(influence, said);
    }

    private OutcomeRow telling(List<Influence> ofWhom, List<Grade> said) {
        return new OutcomeRow(
                id,
                auditOf,
                at,
                key,
                session,
                promptHash,
                features,
                receipt,
                plan,
                propensity,
                explored,
                origin,
                calls,
                sketch,
                ending,
                degraded,
                cost,
                latency,
                catalogueVersion,
                ofWhom,
                said);
    }

    /** When the request came in: what it cost belongs to that day. */
    public Instant came() {
        return at.minus(latency);
    }

    /** Whether its key's budget pays for it: audits have a budget of their own. */
    public boolean paidByKey() {
        return auditOf.isEmpty() && !key.equals(KeyId.ANONYMOUS);
    }

    /** Run beside another request's own plan to be compared with it: no policy chose it, and it is nobody's fair sample. */
    public boolean paired() {
        return receipt.policy().equals(Receipt.PAIRED);
    }

    /**
     * A newcomer's answer beside the plan that served. Prompts were drawn so that each cluster has some, not alike: it
     * trains, and proves nothing of all requests.
     */
    public boolean anchor() {
        return receipt.policy().equals(Receipt.ANCHOR);
    }

    /** Served by a newcomer, so that it gets known. */
    public boolean introduced() {
        return receipt.policy().equals(Receipt.NEWCOMER);
    }

    /** Told of by an import: nobody asked for it here, so no policy chose its plan and no targets held. */
    public boolean imported() {
        return receipt.policy().equals(RecordedAnswer.POLICY);
    }

    /** An answer that was given before, given again: no plan was chosen, none was run and nothing was paid. */
    public boolean cached() {
        return receipt.policy().equals(Receipt.CACHED);
    }

    /** The call of a judge: it answers another prompt than the one whose features the row carries. */
    public boolean judging() {
        return receipt.policy().equals(Grade.POLICY);
    }
}
