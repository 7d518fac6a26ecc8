package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.evidence.Evidence.Voice;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.LeaveOneOut;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose voice decided an answer, from the sketches in its row. Of a cascade all calls are voices, as if without one of them
 * no other had been asked; of layers those of the last.
 */
final class AuditedInfluence {
    private AuditedInfluence() {}

    static List<Influence> of(OutcomeRow row) {
        Plan plan = row.plan();
        return switch (plan) {
            case Single _, SelfMoa _, SelfMoaSeq _ -> List.of();
            case MixedMoa mixed -> of(row, mixed.layers() - 1, reliability(mixed.aggregation()));
            case Cascade cascade -> of(row, 0, cascade.reliability());
        };
    }

    private static List<Influence> of(OutcomeRow row, int leastLayer, Reliability reliability) {
        List<Voice> voices = voices(row, leastLayer, reliability);
        return row.sketch().map(given -> LeaveOneOut.of(voices, given)).orElse(List.of());
    }

    private static List<Voice> voices(OutcomeRow row, int leastLayer, Reliability reliability) {
        List<CallRecord> places = new ArrayList<>(row.calls().stream()
                .filter(call -> call.role() == CallRole.PROPOSER && call.layer() >= leastLayer)
                .toList());
        row.calls().stream()
                .filter(call -> call.role() == CallRole.HEDGE && call.layer() >= leastLayer)
                .filter(hedge -> hedge.sketch().isPresent())
                .forEach(hedge -> stepIn(hedge, places));
        return places.stream().map(call -> voice(call, reliability)).toList();
    }

    /** A hedge speaks at the place of the call that it replaced, which brought nothing; beside an answer it has no voice. */
    private static void stepIn(CallRecord hedge, List<CallRecord> places) {
        for (int i = 0; i < places.size(); i++) {
            CallRecord call = places.get(i);
            boolean replaced = call.model().equals(hedge.model())
                    && call.layer() == hedge.layer()
                    && call.sketch().isEmpty();
            if (replaced) {
                places.set(i, hedge);
                return;
            }
        }
    }

    private static Voice voice(CallRecord call, Reliability reliability) {
        return new Voice(
                call.model(),
                call.sketch(),
                reliability.of(call.model()),
                call.warrant().orElse(Warrant.NONE));
    }

    private static Reliability reliability(Aggregation aggregation) {
        return aggregation instanceof Aggregation.Vote vote ? vote.reliability() : Reliability.EQUAL;
    }
}
