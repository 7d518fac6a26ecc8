package dev.tutti.edge.bench;

import dev.tutti.sense.evidence.Agreement;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weights of voices, learned from scored panels of one and the same membership. */
final class LearnedWeights {
    private static final double RIGHT = 0.5;
    /** A voice that is right less often than not still has a weight above 0. */
    private static final double LEAST = 0.01;

    private LearnedWeights() {}

    /** The log-odds of being right, with one right and one wrong answer added. */
    static Reliability logOdds(List<PanelAnswers> panels) {
        Map<ModelId, Double> weights = new HashMap<>();
        for (int i = 0; i < size(panels); i++) {
            int place = i;
            long right = panels.stream()
                    .filter(panel -> panel.members().get(place).score() >= RIGHT)
                    .count();
            double odds = (right + 1.0) / (panels.size() - right + 1.0);
            weights.put(panels.getFirst().members().get(i).model(), Math.max(LEAST, Math.log(odds)));
        }
        return Reliability.of(weights);
    }

    /** The log-odds over 1 plus, for each other member, the share of this one's errors that it makes too. */
    static Reliability correlationAware(List<PanelAnswers> panels) {
        Reliability plain = logOdds(panels);
        Map<ModelId, Double> weights = new HashMap<>();
        for (int i = 0; i < size(panels); i++) {
            double company = 1;
            for (int j = 0; j < size(panels); j++) {
                company += i == j ? 0 : sharedErrors(panels, i, j);
            }
            ModelId model = panels.getFirst().members().get(i).model();
            weights.put(model, plain.of(model) / company);
        }
        return Reliability.of(weights);
    }

    private static double sharedErrors(List<PanelAnswers> panels, int of, int with) {
        int errors = 0;
        int shared = 0;
        for (PanelAnswers panel : panels) {
            if (panel.members().get(of).score() < RIGHT) {
                errors++;
                shared += Agreement.agree(
                                panel.members().get(of).sketch(),
                                panel.members().get(with).sketch())
                        ? 1
                        : 0;
            }
        }
        return errors == 0 ? 0 : shared / (double) errors;
    }

    private static int size(List<PanelAnswers> panels) {
        return panels.isEmpty() ? 0 : panels.getFirst().members().size();
    }
}
