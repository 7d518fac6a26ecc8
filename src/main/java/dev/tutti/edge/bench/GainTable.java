package dev.tutti.edge.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * By how much the score rises on average when everybody is asked, by what is known after a step: by step, drawn to it by
 * pattern of agreement, drawn to that by category of the prompt. Each counts as {@value #PRIOR} prompts for the finer one.
 */
final class GainTable {
    private static final double PRIOR = 20;
    /** Prompts of which the same is known are told apart by a draw: else a margin could only move in leaps. */
    private static final double SPREAD = 0.01;

    private record Known(int step, int pattern, String category) {
        private static final String ANY = "";

        Known coarse() {
            return new Known(step, pattern, ANY);
        }

        Known coarsest() {
            return new Known(step, -1, ANY);
        }
    }

    private final Map<Known, Mean> gains = new HashMap<>();

    static GainTable of(Steps steps, RecordedPanel panel) {
        GainTable table = new GainTable();
        Steps.Walk walk = steps.walk();
        for (int prompt = 0; prompt < panel.size(); prompt++) {
            walk.along(panel, prompt);
            for (int step = 0; step + 1 < steps.count(); step++) {
                table.add(new Known(step, walk.pattern(step), panel.category(prompt)), walk.gain(step));
            }
        }
        return table;
    }

    private void add(Known known, double gain) {
        gains.computeIfAbsent(known.coarsest(), key -> new Mean()).add(gain);
        gains.computeIfAbsent(known.coarse(), key -> new Mean()).add(gain);
        if (!known.category().isEmpty()) {
            gains.computeIfAbsent(known, key -> new Mean()).add(gain);
        }
    }

    /** What going on is expected to bring after each step but the last; none but the first is above those before it. */
    void read(Steps.Walk walk, RecordedPanel panel, int prompt, double[] expected) {
        double least = Double.MAX_VALUE;
        for (int step = 0; step < expected.length; step++) {
            Known known = new Known(step, walk.pattern(step), panel.category(prompt));
            double coarse = drawn(known.coarse(), drawn(known.coarsest(), 0));
            double gain = known.category().isEmpty() ? coarse : drawn(known, coarse);
            // The policy that stops below it has stopped by then.
            least = Math.min(least, gain + SPREAD * panel.draw(prompt));
            expected[step] = least;
        }
    }

    private double drawn(Known known, double prior) {
        Mean mean = gains.get(known);
        return mean == null ? prior : mean.drawnTo(prior);
    }

    private static final class Mean {
        private double sum;
        private double count;

        void add(double gain) {
            sum += gain;
            count++;
        }

        double drawnTo(double prior) {
            return (sum + PRIOR * prior) / (count + PRIOR);
        }
    }
}
