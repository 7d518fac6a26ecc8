package dev.tutti.learning.training;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What training keeps of the rows of one log, so that a large log fits beside a service: of the candidates those of rows
 * that a policy chose, without what was predicted and why they were rejected (a challenger predicts anew), and of equal
 * plans, calls, targets and prompts one. For one thread.
 */
final class Essentials {
    private final Map<Plan, Plan> plans = new HashMap<>();
    private final Map<Targets, Targets> targets = new HashMap<>();
    private final Map<List<Plan>, List<Plan>> slates = new HashMap<>();
    private final Map<List<LoggedRow.Call>, List<LoggedRow.Call>> calls = new HashMap<>();
    private final Map<ModelId, ModelId> models = new HashMap<>();
    private final Map<Tokens, Tokens> tokens = new HashMap<>();
    private final Map<String, LoggedRow> prompts = new HashMap<>();

    LoggedRow of(OutcomeRow row) {
        LoggedRow like = prompts.get(row.promptHash());
        LoggedRow kept = new LoggedRow(
                like == null ? row.promptHash() : like.promptHash(),
                row.at(),
                features(row.features(), like),
                one(plans, row.plan()),
                row.origin(),
                one(targets, row.receipt().targets()),
                considered(row),
                row.propensity(),
                row.auditOf().isPresent(),
                row.imported(),
                row.ending() == EndingKind.ANSWERED,
                row.cost(),
                one(calls, List.copyOf(row.calls().stream().map(this::call).toList())),
                tokens(row, call -> call.usage().prompt()),
                tokens(row, call -> call.usage().completion()),
                sketch(row),
                warrant(row));
        prompts.putIfAbsent(kept.promptHash(), kept);
        return kept;
    }

    private static Features features(Features own, @Nullable LoggedRow like) {
        return like != null && like.features().equals(own) ? like.features() : own;
    }

    private Considered considered(OutcomeRow row) {
        boolean chosen = row.auditOf().isEmpty() && !row.imported();
        if (!chosen) {
            return Considered.NONE;
        }
        List<Candidate> candidates = row.receipt().candidates();
        List<Plan> asked = candidates.stream()
                .map(candidate -> one(plans, candidate.plan()))
                .toList();
        return Considered.of(one(slates, asked), candidates);
    }

    private LoggedRow.Call call(CallRecord call) {
        // A later layer answers another prompt than the caller's.
        boolean own = call.status() == CallStatus.OK && call.layer() == 1;
        return new LoggedRow.Call(
                one(models, call.model()), one(tokens, call.usage().completion()), own);
    }

    private Tokens tokens(OutcomeRow row, Function<CallRecord, Tokens> of) {
        return one(tokens, row.calls().stream().map(of).reduce(Tokens.NONE, Tokens::plus));
    }

    /** An import may leave the answer's words out: there was one all the same, of which nobody knows an equal. */
    private static AnswerSketch sketch(OutcomeRow row) {
        return row.sketch()
                .orElseGet(() -> AnswerSketch.unheard(StableHash.of(row.id().value())));
    }

    /** Of the call that brought the answer: what a cascade that asks the same model live knows of it, too. */
    private static Warrant warrant(OutcomeRow row) {
        return row.calls().stream()
                .flatMap(call -> call.warrant().stream())
                .findFirst()
                .orElse(Warrant.NONE);
    }

    private static <T> T one(Map<T, T> known, T value) {
        T before = known.putIfAbsent(value, value);
        return before == null ? value : before;
    }
}
