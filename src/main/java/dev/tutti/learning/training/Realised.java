package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LearnedCascade.Outlook;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** What a way of answering brought on each group: score, USD, and which models it asked. */
final class Realised {
    private final StoppingGround ground;
    private final double[] scores;
    private final double[] costs;
    private final int[] asked;
    private final int models;

    Realised(StoppingGround ground, int models) {
        this.ground = ground;
        this.scores = new double[ground.size()];
        this.costs = new double[ground.size()];
        this.asked = new int[ground.size()];
        this.models = models;
    }

    /** Bit i of {@code set} stands for model i. */
    void note(int group, int set, double score, double cost) {
        scores[group] = score;
        costs[group] = cost;
        asked[group] = set;
    }

    /** Over all groups. */
    Outlook outlook() {
        return outlook(group -> true);
    }

    /** Over some of the groups; where there is none, every model counts as asked. */
    Outlook outlook(IntPredicate some) {
        double weight = 0;
        double score = 0;
        double cost = 0;
        double[] reached = new double[models];
        int count = 0;
        for (int g = 0; g < scores.length; g++) {
            if (some.test(g)) {
                double by = ground.group(g).weight();
                weight += by;
                score += by * scores[g];
                cost += by * costs[g];
                for (int model = 0; model < models; model++) {
                    reached[model] += (asked[g] >> model & 1) * by;
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
