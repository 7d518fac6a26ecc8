package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LearnedCascade.Outlook;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** What a way of answering brought on each group: score, USD, and after how many answers it stopped. */
final class Realised {
    private final StoppingGround ground;
    private final double[] scores;
    private final double[] costs;
    private final int[] stops;
    private final int steps;

    Realised(StoppingGround ground, int steps) {
        this.ground = ground;
        this.scores = new double[ground.size()];
        this.costs = new double[ground.size()];
        this.stops = new int[ground.size()];
        this.steps = steps;
    }

    /** {@code step} counts from 0. */
    void note(int group, int step, double score, double cost) {
        scores[group] = score;
        costs[group] = cost;
        stops[group] = step;
    }

    double score(int group) {
        return scores[group];
    }

    double cost(int group) {
        return costs[group];
    }

    boolean reached(int group, int step) {
        return stops[group] >= step;
    }

    double meanScore() {
        return outlook().score();
    }

    double meanCost() {
        return outlook().costUsd();
    }

    /** Over all groups. */
    Outlook outlook() {
        return outlook(group -> true);
    }

    /** Over some of the groups; where there is none, every step counts as reached. */
    Outlook outlook(IntPredicate some) {
        double weight = 0;
        double score = 0;
        double cost = 0;
        double[] reached = new double[steps];
        int count = 0;
        for (int g = 0; g < scores.length; g++) {
            if (some.test(g)) {
                double by = ground.group(g).weight();
                weight += by;
                score += by * scores[g];
                cost += by * costs[g];
                for (int t = 0; t <= stops[g]; t++) {
                    reached[t] += by;
                }
                count++;
            }
        }
        double all = count == 0 ? 1 : weight;
        return new Outlook(count, Math.min(1, score / all), cost / all, shares(reached, weight));
    }

    private static List<Double> shares(double[] reached, double weight) {
        return Arrays.stream(reached)
                .map(at -> weight > 0 ? at / weight : 1)
                .boxed()
                .toList();
    }
}
