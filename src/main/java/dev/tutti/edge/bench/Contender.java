package dev.tutti.edge.bench;

import java.util.List;

/** A way to answer that is fitted on training prompts and then judged on others. */
interface Contender {
    String name();

    /** What it reaches on the test prompts when all its choices served the wish on the training prompts. */
    Result run(Wish wish, List<RecordedPrompt> test);

    /** Scores and dollars, prompt by prompt, in the order of the test prompts. */
    record Result(double[] qualities, double[] costsUsd) {
        @SuppressWarnings("ArrayRecordComponent") // Never compared, only averaged.
        Result {}

        Point point() {
            return new Point(mean(qualities), 1000 * mean(costsUsd));
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return values.length == 0 ? 0 : sum / values.length;
        }
    }
}
