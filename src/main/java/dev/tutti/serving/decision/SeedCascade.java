package dev.tutti.serving.decision;

import dev.tutti.serving.decision.Field.Player;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The cascades before any is learned: two cheap models answer, and where they agree that is the answer. Where they do not,
 * the first kind asks the strongest, which on ZeroEval kept the strongest's accuracy at 44 % of its cost; the growing kind
 * asks up to two of the strongest and, where still no two agree, has all answers made into one.
 */
final class SeedCascade {
    /** What a cheap model may cost, as a share of the strongest's cost. */
    private static final int CHEAPER = 3;

    /** How many more are asked before a growing cascade fuses. */
    private static final int FURTHER = 2;

    /** So far from 0 and 1 are qualities kept when they become weights. */
    private static final double CERTAIN = 0.05;

    private SeedCascade() {}

    /** Empty without two models that cost at most a third of the best one. */
    static Optional<Cascade> of(Field field) {
        List<Player> pair = cheapPair(field);
        return pair.isEmpty() ? Optional.empty() : Optional.of(cascade(pair, List.of(field.best()), Optional.empty()));
    }

    /** Empty without such a pair, and without a model that may aggregate. */
    static Optional<Cascade> growing(Field field) {
        List<Player> pair = cheapPair(field);
        return pair.isEmpty()
                ? Optional.empty()
                : field.aggregator()
                        .map(by -> cascade(
                                pair,
                                further(field, pair),
                                Optional.of(new Step.Fuse(new Aggregation.Synthesise(by)))));
    }

    /**
     * For who wants a cascade of models that cost much the same: the two cheapest, or the only one twice, and the best
     * where it is not one of two. All that it can save is its third call.
     */
    static Cascade ofAnyPrices(Field field) {
        List<Player> pair = field.cheapest(2).players();
        List<Player> two = List.of(pair.getFirst(), pair.getLast());
        boolean enough = pair.size() == 2 && pair.contains(field.best());
        return cascade(two, enough ? List.of() : List.of(field.best()), Optional.empty());
    }

    private static List<Player> cheapPair(Field field) {
        Player strongest = field.best();
        List<Player> cheap = field.players().stream()
                .filter(p -> cheap(p, strongest) && !p.id().equals(strongest.id()))
                .toList();
        List<Player> pair = Field.team(cheap, 2);
        return pair.size() < 2 ? List.of() : pair;
    }

    static boolean cheap(Player player, Player strongest) {
        return player.cost() <= strongest.cost() / CHEAPER;
    }

    /** The strongest of the others, the cheapest ahead. */
    private static List<Player> further(Field field, List<Player> pair) {
        List<Player> others =
                field.players().stream().filter(p -> !pair.contains(p)).toList();
        return Field.team(others, FURTHER).stream()
                .sorted(Comparator.comparingLong(Player::cost))
                .toList();
    }

    private static Cascade cascade(List<Player> pair, List<Player> further, Optional<Step> fuse) {
        List<Player> asked = Stream.concat(pair.stream(), further.stream()).toList();
        List<Step> steps = Stream.concat(asked.stream().<Step>map(player -> new Step.Ask(player.id())), fuse.stream())
                .toList();
        SortedMap<ModelId, Double> voices = new TreeMap<>();
        asked.forEach(player -> voices.put(player.id(), logOdds(player.quality())));
        return new Cascade(
                steps,
                new StopRule.Agreement(2),
                Reliability.of(voices),
                reach(pair.getFirst().quality(), pair.getLast().quality(), further)
                        .subList(0, steps.size()));
    }

    /** One number more than there are models. A further one settles it where it is right and one of the pair is, too. */
    private static List<Double> reach(double a, double b, List<Player> further) {
        double going = 1 - agreement(a, b);
        double oneRight = going > 0 ? Math.min(1, (a + b - 2 * bothRight(a, b)) / going) : 0;
        List<Double> reach = new ArrayList<>(List.of(1.0, 1.0, going));
        for (Player player : further) {
            reach.add(reach.getLast() * (1 - oneRight * player.quality()));
        }
        return reach;
    }

    /** The probability that two models of these qualities give equal answers. */
    static double agreement(double a, double b) {
        double bothRight = bothRight(a, b);
        double bothWrong = Math.max(0, 1 - a - b + bothRight);
        return Math.min(1, bothRight + Priors.SAME_MISTAKE * bothWrong);
    }

    private static double bothRight(double a, double b) {
        double together = Priors.CORRELATION_OF_MODELS * Math.sqrt(a * (1 - a) * b * (1 - b));
        return Math.min(Math.min(a, b), a * b + together);
    }

    /** The weight of a voice: the log-odds of its being right, at least a little. */
    private static double logOdds(double quality) {
        double kept = Math.max(0.5 + CERTAIN, Math.min(1 - CERTAIN, quality));
        return Math.log(kept / (1 - kept));
    }
}
