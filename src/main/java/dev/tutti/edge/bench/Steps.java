package dev.tutti.edge.bench;

import java.util.Arrays;

/**
 * Models of a panel in an order, of which one after the other may be asked. Where short answers were recorded the answer
 * after each step is their plurality, weighed by the log-odds of each model's training score, and everybody asked is paid;
 * where none were, a step is another model instead of the one before, and the last one alone is paid.
 */
final class Steps {
    private final int[] models;
    private final double[] weights;
    private final boolean answers;

    /** {@code weights}: of all models of the panel. */
    Steps(int[] models, double[] weights, boolean answers) {
        this.models = models;
        this.weights = weights;
        this.answers = answers;
    }

    int count() {
        return models.length;
    }

    /** The steps as taken on one prompt after the other; what it tells of is the last one. */
    Walk walk() {
        return new Walk();
    }

    /** After each step: who agrees with whom, and what is had by then. Not safe for threads. */
    final class Walk {
        private final int[] patterns = new int[count()];
        private final double[] scores = new double[count()];
        private final double[] costs = new double[count()];
        private final double[] weight = new double[count()];

        void along(RecordedPanel panel, int prompt) {
            Arrays.fill(weight, 0);
            int pattern = 0;
            double cost = 0;
            for (int step = 0; step < count(); step++) {
                cost = panel.cost(prompt, models[step]) + (answers ? cost : 0);
                costs[step] = cost;
                int first = answers ? firstAlike(panel, prompt, step) : step;
                weight[first] += weight(panel, prompt, step);
                pattern = answers ? pattern * (count() + 1) + mark(panel, prompt, step, first) : 0;
                patterns[step] = pattern;
                scores[step] = panel.score(prompt, models[answers ? heaviest(step) : step]);
            }
        }

        /** The first step with the same answer; itself where it is missing: two missing answers are no agreement. */
        private int firstAlike(RecordedPanel panel, int prompt, int step) {
            int answer = panel.answer(prompt, models[step]);
            int first = 0;
            while (first < step && (answer == RecordedPanel.MISSING || panel.answer(prompt, models[first]) != answer)) {
                first++;
            }
            return first;
        }

        private double weight(RecordedPanel panel, int prompt, int step) {
            return panel.answer(prompt, models[step]) == RecordedPanel.MISSING ? 1e-9 : weights[models[step]];
        }

        private int mark(RecordedPanel panel, int prompt, int step, int first) {
            return panel.answer(prompt, models[step]) == RecordedPanel.MISSING ? count() : first;
        }

        private int heaviest(int step) {
            int best = 0;
            for (int i = 1; i <= step; i++) {
                best = weight[i] > weight[best] ? i : best;
            }
            return best;
        }

        int pattern(int step) {
            return patterns[step];
        }

        double score(int step) {
            return scores[step];
        }

        double cost(int step) {
            return costs[step];
        }

        /** By how much the score rises when everybody is asked. */
        double gain(int step) {
            return scores[count() - 1] - scores[step];
        }
    }
}
