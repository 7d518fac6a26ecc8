package dev.tutti.learning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A made-up world whose truth is known: prompts from easy to hard, three plans, and a log whose policy explores. The
 * policy to be judged chooses otherwise on a fifth of the prompts, where the log seldom ran its choice.
 */
record LoggingWorld(double exploration, boolean graded) {
    private static final int PROMPTS = 500;
    private static final int PLANS = 3;

    private static double difficulty(int prompt) {
        return (prompt + 0.5) / PROMPTS;
    }

    /** The mean score of a plan on a prompt: cheap, strong, panel. */
    private static double mean(int plan, int prompt) {
        double loss = List.of(0.5, 0.2, 0.1).get(plan);
        return 0.95 - loss * difficulty(prompt);
    }

    private static int served(int prompt) {
        return difficulty(prompt) < 0.5 ? 0 : 1;
    }

    private static int judged(int prompt) {
        double hard = difficulty(prompt);
        return hard < 0.4 ? 0 : hard < 0.9 ? 1 : 2;
    }

    /** What the judged policy brings on average. */
    static double truth() {
        return IntStream.range(0, PROMPTS)
                .mapToDouble(prompt -> mean(judged(prompt), prompt))
                .average()
                .orElseThrow();
    }

    List<OffPolicyEstimates.Match> log(int rows, Random random) {
        List<OffPolicyEstimates.Match> log = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            log.add(row(random.nextInt(PROMPTS), random));
        }
        return log;
    }

    private OffPolicyEstimates.Match row(int prompt, Random random) {
        int ran = random.nextDouble() < exploration
                ? (served(prompt) + 1 + random.nextInt(PLANS - 1)) % PLANS
                : served(prompt);
        double propensity = ran == served(prompt) ? 1 - exploration : exploration / (PLANS - 1);
        int own = judged(prompt);
        // The regression is wrong, by more for the plan that is seldom run.
        double expected = mean(own, prompt) + (own == 2 ? 0.04 : -0.03);
        return new OffPolicyEstimates.Match(
                ran == own ? 1 / propensity : 0, score(mean(ran, prompt), random), expected);
    }

    private double score(double mean, Random random) {
        if (!graded) {
            return random.nextDouble() < mean ? 1 : 0;
        }
        double spread = Math.min(mean, 1 - mean);
        return mean + spread * (2 * random.nextDouble() - 1);
    }
}
