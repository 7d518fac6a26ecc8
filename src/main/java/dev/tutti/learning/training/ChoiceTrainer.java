package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Blend;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.sense.policy.Exchange;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds how plans are best chosen by what is predicted of them: how far a prompt's own figures may be trusted, and whether
 * to hold each plan against the target or to buy at a price of a dollar. It goes by what the policy makes of that on prompts
 * that nothing was fitted on: score less cost, on average over many prices and at each by the knob's best setting, so that
 * it is good for callers with any wish.
 *
 * <p>Learned cascades are each made for a price, so there is little to buy among them. Where there are none, the best way
 * to buy is taken unless it is clearly behind; then, of the ways to hold plans against a target, the one that trusts least
 * of those not clearly behind.
 */
final class ChoiceTrainer {
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};
    private static final double[] ALL_THE_WAY = {1};
    /** Ways a few points apart are told apart by so many prompts; the latest count. */
    private static final int MOST_GROUPS = 2_000;
    /** On fewer prompts the mean score at a price is not known well enough to stand for a target. */
    private static final int LEAST_PRICED = 300;

    /** The 95 % quantile of the normal. */
    private static final double CONFIDENT = 1.6449;

    private final Catalogue catalogue;
    private final PolicySettings policy;
    private final Recipe recipe;

    ChoiceTrainer(Catalogue catalogue, PolicySettings policy, Recipe recipe) {
        this.catalogue = catalogue;
        this.policy = policy;
        this.recipe = recipe;
    }

    /** A way to choose, and what came of it on each prompt. */
    private static final class Way {
        private final Blend blend;
        private final double[] values;

        Way(Blend blend, double[] values) {
            this.blend = blend;
            this.values = values;
        }

        double mean() {
            return ChoiceTrainer.mean(values);
        }

        /** With 95 % confidence: on a few hundred prompts a lucky way costs more than a missed one would bring. */
        boolean clearlyBehind(Way best) {
            PairedDifference difference = PairedDifference.ofScores();
            for (int g = 0; g < values.length; g++) {
                difference.add(values[g] - best.values[g], 1);
            }
            return difference.upper(CONFIDENT) < 0;
        }
    }

    ReleaseParts tuned(ReleaseParts parts, List<PromptGroup> groups) {
        List<PromptGroup> telling = telling(groups);
        List<Way> ways = ways(parts, telling);
        Way best = ways.stream().max(Comparator.comparingDouble(Way::mean)).orElseThrow();
        return parts.with(ways.stream()
                .filter(way -> !way.clearlyBehind(best))
                .findFirst()
                .orElse(best)
                .blend);
    }

    /** Whether so many prompts tell what it brings to buy at a price. */
    boolean canPrice(List<PromptGroup> groups) {
        return recipe.has(Part.EXCHANGE) && telling(groups).size() >= LEAST_PRICED;
    }

    private double[] shares() {
        return recipe.has(Part.PROMPT_SHARE) ? SHARES : ALL_THE_WAY;
    }

    /** Most prompts of a log have one answer: what is believed of it decides nothing, whatever the way. */
    private static List<PromptGroup> telling(List<PromptGroup> groups) {
        List<PromptGroup> telling = groups.stream()
                .filter(group -> group.answers().models().size() > 1)
                .toList();
        return telling.subList(Math.max(0, telling.size() - MOST_GROUPS), telling.size());
    }

    private List<Way> ways(ReleaseParts parts, List<PromptGroup> groups) {
        double dearest = dearest(groups);
        double[] wishes = Prices.grid(dearest);
        double[] prices = Prices.wide(dearest);
        List<Way> held = new ArrayList<>();
        List<Way> priced = new ArrayList<>();
        for (double share : shares()) {
            Blend blend = parts.blend().trusting(share);
            PolicyReplay replay = replay(parts.with(blend));
            held.add(new Way(blend, Frontiers.ofTargets(replay, groups).values(wishes)));
            if (parts.cascades().isEmpty() && canPrice(groups)) {
                Frontiers bought = Frontiers.ofPrices(replay, groups, prices);
                priced.add(new Way(blend.with(exchange(most(groups), prices, bought.scores())), bought.values(wishes)));
            }
        }
        List<Way> ways = new ArrayList<>();
        // The first of equal ones: what trusts most is nearest to what a dollar really buys.
        priced.reversed().stream().max(Comparator.comparingDouble(Way::mean)).ifPresent(ways::add);
        ways.addAll(held);
        return ways;
    }

    private PolicyReplay replay(ReleaseParts parts) {
        return new PolicyReplay(parts.router("choice", TrainedOn.THIS_DEPLOYMENT, catalogue), catalogue, policy);
    }

    /** The mean over prompts of what the dearest answer cost, in USD. */
    private static double dearest(List<PromptGroup> groups) {
        return groups.stream()
                .mapToDouble(group -> group.answers().models().stream()
                        .mapToDouble(model -> group.of(model).cost().toDouble())
                        .max()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    /** The most models that there were to choose among. */
    private static int most(List<PromptGroup> groups) {
        return groups.stream().mapToInt(group -> group.answers().size()).max().orElse(0);
    }

    /** Where a lower price brought less, chance has favoured the higher one: they share their mean. */
    private static Exchange exchange(int plans, double[] prices, double[][] scores) {
        List<Bought> all = new ArrayList<>();
        for (int k = 0; k < prices.length; k++) {
            all.add(new Bought(prices[k], 1, mean(scores[k]), spread(scores[k])));
        }
        return new Exchange(
                plans,
                Isotonic.pooled(all, Bought::and, Bought::mean).stream()
                        .map(Bought::rate)
                        .toList());
    }

    /** Prices next to each other that are taken to bring alike, by the highest of them. */
    private record Bought(double price, int count, double sum, double spread) {
        double mean() {
            return sum / count;
        }

        Bought and(Bought lower) {
            return new Bought(price, count + lower.count, sum + lower.sum, Math.max(spread, lower.spread));
        }

        Exchange.Rate rate() {
            return new Exchange.Rate(price, mean(), Math.max(0, mean() - CONFIDENT * spread));
        }
    }

    private static double mean(double[] scores) {
        return Arrays.stream(scores).average().orElse(0);
    }

    /** The standard error of their mean. */
    private static double spread(double[] scores) {
        double mean = mean(scores);
        double squares = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .sum();
        return Math.sqrt(squares / scores.length / Math.max(1, scores.length - 1));
    }
}
