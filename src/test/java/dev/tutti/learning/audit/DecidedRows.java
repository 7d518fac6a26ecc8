package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of requests that a panel answered by vote, and of their audits. */
final class DecidedRows {
    private DecidedRows() {}

    /** The answers of a to d, in this order, and which of them was given. */
    static OutcomeRow panel(String id, Instant at, String given, String... answers) {
        List<ModelId> models = new ArrayList<>();
        List<CallRecord> calls = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            ModelId model = new ModelId("abcd".substring(i, i + 1));
            models.add(model);
            calls.add(call(model, answers[i]));
        }
        Plan vote = new MixedMoa(models, 2, new Aggregation.Vote(Reliability.EQUAL));
        return row(Rows.row(id).at(at).running(vote).make(), calls, sketch(given));
    }

    /** The same row, whose first call was late, and that call's hedge brought the answer. */
    static OutcomeRow hedged(OutcomeRow row) {
        CallRecord first = row.calls().getFirst();
        List<CallRecord> calls = new ArrayList<>(row.calls());
        calls.set(0, call(CallRole.PROPOSER, first, CallStatus.CANCELLED, Optional.empty()));
        calls.add(call(CallRole.HEDGE, first, CallStatus.OK, first.sketch()));
        return row(row, calls, row.sketch().orElseThrow());
    }

    /** The same row, whose first call answered, and so did its hedge. */
    static OutcomeRow hedgedInVain(OutcomeRow row) {
        CallRecord first = row.calls().getFirst();
        List<CallRecord> calls = new ArrayList<>(row.calls());
        calls.add(call(CallRole.HEDGE, first, CallStatus.OK, first.sketch()));
        return row(row, calls, row.sketch().orElseThrow());
    }

    private static CallRecord call(CallRole role, CallRecord like, CallStatus status, Optional<AnswerSketch> sketch) {
        return new CallRecord(
                role,
                like.layer(),
                like.model(),
                like.servedModel(),
                like.usage(),
                like.cost(),
                like.firstByte(),
                like.latency(),
                like.attempts(),
                status,
                sketch);
    }

    /** The row of one model's call in the audit of that request. */
    static OutcomeRow audit(String id, OutcomeRow audited, String model, String answer) {
        ModelId asked = new ModelId(model);
        OutcomeRow plain = Rows.row(id)
                .auditing(audited.id().value())
                .at(audited.at())
                .running(new Single(asked))
                .make();
        return row(plain, List.of(call(asked, answer)), sketch(answer));
    }

    private static CallRecord call(ModelId model, String answer) {
        return new CallRecord(
                CallRole.PROPOSER,
                1,
                model,
                Optional.empty(),
                Usage.of(1, 1),
                Usd.ZERO,
                Optional.empty(),
                Duration.ZERO,
                1,
                CallStatus.OK,
                Optional.of(sketch(answer)));
    }

    private static AnswerSketch sketch(String answer) {
        return AnswerSketcher.sketch(answer, "stop", false);
    }

    /** The same row, of real models. */
    static OutcomeRow live(OutcomeRow row) {
        return row(row, row.calls(), row.sketch().orElseThrow(), Origin.LIVE);
    }

    private static OutcomeRow row(OutcomeRow plain, List<CallRecord> calls, AnswerSketch sketch) {
        return row(plain, calls, sketch, plain.origin());
    }

    private static OutcomeRow row(OutcomeRow plain, List<CallRecord> calls, AnswerSketch sketch, Origin origin) {
        return new OutcomeRow(
                plain.id(),
                plain.auditOf(),
                plain.at(),
                plain.key(),
                plain.session(),
                plain.promptHash(),
                plain.features(),
                plain.receipt(),
                plain.plan(),
                plain.propensity(),
                plain.explored(),
                origin,
                calls,
                Optional.of(sketch),
                plain.ending(),
                plain.degraded(),
                plain.cost(),
                plain.latency(),
                plain.catalogueVersion());
    }
}
