package dev.tutti.edge.bench;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.JudgedInfluence;
import dev.tutti.sense.evidence.LeaveOneOut;
import dev.tutti.sense.evidence.QuarantineRule;
import dev.tutti.sense.evidence.Quarantining;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Panels audited one after the other by the very code that serves: leave-one-out influence, judged by the recorded scores,
 * puts members into quarantine, and the next panel is heard without them.
 */
final class AuditedPanels {
    /** The defaults of {@code tutti.quarantine}, without an end. */
    private static final QuarantineRule RULE = new QuarantineRule(0.8, 2_000, Duration.ofDays(36_500));

    private final Catalogue catalogue;
    private final Function<PanelAnswers, AnswerSketch> aggregator;

    AuditedPanels(Catalogue catalogue, Function<PanelAnswers, AnswerSketch> aggregator) {
        this.catalogue = catalogue;
        this.aggregator = aggregator;
    }

    /** Who went, and after how many audited requests. */
    Map<ModelId, Integer> gone(List<PanelAnswers> audited) {
        Map<ModelId, Integer> gone = new LinkedHashMap<>();
        List<JudgedInfluence> judged = new ArrayList<>();
        for (int i = 0; i < audited.size(); i++) {
            List<JudgedInfluence> more = judge(audited.get(i).without(Set.copyOf(gone.keySet())), i);
            judged.addAll(more);
            int number = i + 1;
            if (!more.isEmpty()) {
                Quarantining.of(RULE, catalogue, judged, List.of())
                        .keySet()
                        .forEach(model -> gone.putIfAbsent(model, number));
            }
        }
        return gone;
    }

    private List<JudgedInfluence> judge(PanelAnswers panel, int second) {
        Map<Long, Double> scores = panel.scores();
        List<JudgedInfluence> judged = new ArrayList<>();
        for (Influence influence : LeaveOneOut.of(panel.voices(Reliability.EQUAL), aggregator.apply(panel))) {
            double with = scores.getOrDefault(influence.with(), 0.0);
            double without = scores.getOrDefault(influence.without(), 0.0);
            if (with != without) {
                judged.add(new JudgedInfluence(influence.model(), Instant.ofEpochSecond(second), without > with));
            }
        }
        return judged;
    }
}
