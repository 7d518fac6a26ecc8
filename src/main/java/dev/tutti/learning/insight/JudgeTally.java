package dev.tutti.learning.insight;

import dev.tutti.memory.outcome.Grade;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds up what judges said, in whatever order rows come: their calls lie behind the answers that they graded. */
final class JudgeTally {
    private static final double GOOD = 0.5;

    private final Map<RequestId, Set<ModelId>> judgesOf = new HashMap<>();
    private final Set<RequestId> labelled = new HashSet<>();
    private final Matches verifiers = new Matches();
    private final Matches people = new Matches();
    private long calls;
    private Usd cost = Usd.ZERO;

    /** How many of so many pairs of labels are on the same side. */
    private static final class Matches {
        private long same;
        private long all;

        void add(Label judge, Label other) {
            all++;
            same += judge.score() >= GOOD == other.score() >= GOOD ? 1 : 0;
        }

        Estimate share(String whose) {
            return Statistics.boundedMean(
                    (double) same,
                    all,
                    "answers with labels of judges and of " + whose + ": both at least 0.5, or neither");
        }
    }

    void add(LabelledRow row) {
        if (row.row().judging()) {
            call(row.row());
            return;
        }
        of(row, LabelSource.JUDGE).ifPresent(judge -> {
            labelled.add(row.row().id());
            of(row, LabelSource.VERIFIER).ifPresent(code -> verifiers.add(judge, code));
            of(row, LabelSource.USER).ifPresent(person -> people.add(judge, person));
        });
    }

    private void call(OutcomeRow row) {
        calls++;
        cost = cost.plus(row.cost());
        for (Grade grade : row.grades()) {
            judgesOf.computeIfAbsent(grade.answer(), _ -> new HashSet<>())
                    .addAll(row.plan().models());
        }
    }

    private static Optional<Label> of(LabelledRow row, LabelSource source) {
        return row.labels().stream().filter(label -> label.source() == source).findFirst();
    }

    JudgeInsight insight() {
        return new JudgeInsight(calls, cost, agreement(), verifiers.share("verifiers"), people.share("people"));
    }

    private Estimate agreement() {
        long both = 0;
        long agreed = 0;
        for (Map.Entry<RequestId, Set<ModelId>> answer : judgesOf.entrySet()) {
            boolean judged = answer.getValue().size() > 1;
            both += judged ? 1 : 0;
            agreed += judged && labelled.contains(answer.getKey()) ? 1 : 0;
        }
        return Statistics.boundedMean((double) agreed, both, "answers that two judges graded: near enough for a label");
    }
}
