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

        /** All of them, one fold behind the other. */
        static Result pooled(List<Result> folds) {
            return new Result(
                    folds.stream().flatMap(result -> result.answers().stream()).toList());
        }

        /** Of these answers alone, some of them more than once. */
        Point point(int[] drawn) {
            double quality = 0;
            double cost = 0;
            for (int i : drawn) {
                quality += answers.get(i).quality();
                cost += answers.get(i).costUsd();
            }
            return new Point(quality / drawn.length, 1000 * cost / drawn.length);
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
