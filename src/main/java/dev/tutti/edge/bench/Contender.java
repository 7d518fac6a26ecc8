package dev.tutti.edge.bench;

import java.util.List;

/** A way to answer that is fitted on training prompts and then judged on others. */
interface Contender {
    String name();

    /** What it reaches on the test prompts when all its choices served the wish on the training prompts. */
    Result run(Wish wish, List<RecordedPrompt> test);

    /** What each prompt's answer scored and cost, in the order of the test prompts. */
    record Result(List<Scored> answers) {
        public Result {
            answers = List.copyOf(answers);
        }

        Point point() {
            return new Point(
                    answers.stream().mapToDouble(Scored::quality).average().orElse(0),
                    1000
                            * answers.stream()
                                    .mapToDouble(Scored::costUsd)
                                    .average()
                                    .orElse(0));
        }
    }

    /** One answer: its score, 0 to 1, and its dollars. */
    record Scored(double quality, double costUsd) {}
}
