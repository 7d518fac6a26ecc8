package dev.tutti.edge.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Policies over the same steps, the safest first: a policy goes on while the expected gain of asking everybody is above
 * its margin, the first one always, the last one never. {@code pool} names the models of its panel, {@code strongest} the
 * one with the best training score.
 */
final class MarginFamily {
    private static final int POLICIES = 61;

    private final List<String> pool;
    private final String strongest;
    private final Steps steps;
    private final GainTable gains;
    private final double[] margins;

    private MarginFamily(List<String> pool, String strongest, Steps steps, GainTable gains, double[] margins) {
        this.pool = pool;
        this.strongest = strongest;
        this.steps = steps;
        this.gains = gains;
        this.margins = margins;
    }

    /** Learned on a panel; its margins part the gains seen there evenly. */
    static MarginFamily learn(List<String> pool, String strongest, Steps steps, RecordedPanel panel) {
        GainTable gains = GainTable.of(steps, panel);
        double[] seen = new double[panel.size() * (steps.count() - 1)];
        Steps.Walk walk = steps.walk();
        double[] expected = new double[steps.count() - 1];
        for (int prompt = 0; prompt < panel.size(); prompt++) {
            walk.along(panel, prompt);
            gains.read(walk, panel, prompt, expected);
            System.arraycopy(expected, 0, seen, prompt * expected.length, expected.length);
        }
        Arrays.sort(seen);
        return new MarginFamily(pool, strongest, steps, gains, margins(seen));
    }

    private static double[] margins(double[] seen) {
        double[] margins = new double[POLICIES];
        for (int i = 1; i < POLICIES && seen.length > 0; i++) {
            margins[i] = seen[i * (seen.length - 1) / (POLICIES - 1)];
        }
        margins[0] = Double.NEGATIVE_INFINITY;
        margins[POLICIES - 1] = Double.POSITIVE_INFINITY;
        return margins;
    }

    String strongest() {
        return strongest;
    }

    PolicyOutcomes outcomes(List<RecordedPrompt> prompts) {
        return outcomes(new RecordedPanel(prompts, pool));
    }

    PolicyOutcomes outcomes(RecordedPanel panel) {
        PolicyOutcomes outcomes = new PolicyOutcomes(POLICIES, panel.size());
        Steps.Walk walk = steps.walk();
        double[] expected = new double[steps.count() - 1];
        for (int prompt = 0; prompt < panel.size(); prompt++) {
            walk.along(panel, prompt);
            gains.read(walk, panel, prompt, expected);
            for (int policy = 0; policy < POLICIES; policy++) {
                int stop = stop(expected, margins[policy]);
                outcomes.note(policy, prompt, walk.score(stop), walk.cost(stop), stop == expected.length);
            }
        }
        return outcomes;
    }

    private static int stop(double[] expected, double margin) {
        int step = 0;
        while (step < expected.length && expected[step] > margin) {
            step++;
        }
        return step;
    }
}
