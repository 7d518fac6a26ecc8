package dev.tutti.memory.modelstore;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.ArrayList;
import java.util.List;

/**
 * A cascade as training leaves it: an order of models, the weights of their voices, and one stop rule for each price of a
 * dollar in quality. Its prompt-dependent part is folded in when a prompt is there. Part of {@code plans.json} of a
 * release.
 */
public record LearnedCascade(
        List<ModelId> order, Reliability reliability, int evidenceVersion, World world, List<StopPoint> points) {
    /** As many prompts' worth of all prompts stand in for each cluster. */
    private static final double STRENGTH = 30;

    public LearnedCascade {
        order = List.copyOf(order);
        points = List.copyOf(points);
        for (StopPoint point : points) {
            if (point.continuation().size() != order.size() - 1) {
                throw new IllegalArgumentException("a stop rule for " + order.size() + " steps has "
                        + (order.size() - 1) + " continuation values, had "
                        + point.continuation().size());
            }
        }
    }

    /**
     * One stop rule: the price of a dollar it was fitted for (score per USD), the continuation value after each step but
     * the last, and what came of it on held-out prompts: over all of them, by cluster number, and as lines over the
     * prompt's numbers ({@code score}: the expected score; {@code reach}: the share that reaches each step).
     */
    public record StopPoint(
            double mu,
            List<PromptLinear> continuation,
            Outlook all,
            List<Outlook> clusters,
            PromptLinear score,
            List<PromptLinear> reach) {
        public StopPoint {
            continuation = List.copyOf(continuation);
            clusters = List.copyOf(clusters);
            reach = List.copyOf(reach);
        }

        /** The expected score on a prompt of these numbers, 0 to 1. */
        double scoreOn(double[] numbers) {
            return Math.clamp(score.onPrompt(numbers), 0, 1);
        }

        /** The share of such prompts that reaches each step: 1 for the first, and never rising. */
        List<Double> reachOn(double[] numbers) {
            List<Double> shares = new ArrayList<>();
            double before = 1;
            for (int step = 0; step < reach.size(); step++) {
                before = step == 0 ? 1 : Math.clamp(reach.get(step).onPrompt(numbers), 0, before);
                shares.add(before);
            }
            return shares;
        }

        /** How many prompts an expectation in a cluster rests on: its own, and a share of all that stand in for it. */
        double promptsLike(int cluster) {
            return cluster < clusters.size()
                    ? clusters.get(cluster).prompts() + Math.min(STRENGTH, all.prompts())
                    : all.prompts();
        }
    }

    /** The value of going on: {@code intercept + evidence . evidence numbers + prompt . prompt numbers}. */
    public record PromptLinear(double intercept, List<Double> evidence, List<Double> prompt) {
        public PromptLinear {
            evidence = List.copyOf(evidence);
            prompt = List.copyOf(prompt);
        }

        /** The part that is known before any answer. */
        double onPrompt(double[] numbers) {
            double sum = intercept;
            for (int i = 0; i < Math.min(prompt.size(), numbers.length); i++) {
                sum += prompt.get(i) * numbers[i];
            }
            return sum;
        }
    }

    /** Mean score, mean cost in USD and share of prompts that reached each step, over that many replayed prompts. */
    public record Outlook(double prompts, double score, double costUsd, List<Double> reach) {
        public Outlook {
            reach = List.copyOf(reach);
            if (!(prompts >= 0) || !(score >= 0 && score <= 1) || !(costUsd >= 0)) {
                throw new IllegalArgumentException("an outlook has prompts, a score of 0 to 1 and a cost, had "
                        + prompts + ", " + score + ", " + costUsd);
            }
        }
    }
}
