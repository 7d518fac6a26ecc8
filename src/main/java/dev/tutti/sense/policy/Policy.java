package dev.tutti.sense.policy;

import dev.tutti.sense.policy.PolicyChoice.Chosen;
import dev.tutti.sense.policy.PolicyChoice.Nothing;
import dev.tutti.sense.policy.PolicyChoice.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The choice as a pure function: within the hard budgets the cheapest plan whose lower bound reaches the target, else what
 * {@code when_infeasible} says; then exploration. Where it is known at which price of a dollar the target is reached on
 * traffic, the measured plan that is the best bargain at that price stands for all measured ones, if none of them is missing; where a price alone
 * decides, it is what that finds the best bargain. Serving and off-policy evaluation use this same code.
 */
public final class Policy {
    private Policy() {}

    /** The whole choice: {@link #champion}, then {@link #explore}. */
    public static PolicyChoice choose(
            List<Candidate> considered, Targets targets, PolicySettings settings, ExplorationDraw draw) {
        return switch (champion(considered, targets, settings)) {
            case Chosen chosen -> explore(chosen, targets, settings, draw);
            case Nothing nothing -> nothing;
        };
    }

    /** The plan that is run where nothing is explored: propensity 1. */
    public static PolicyChoice champion(List<Candidate> considered, Targets targets, PolicySettings settings) {
        List<Integer> affordable = affordable(considered, targets);
        if (affordable.isEmpty()) {
            return overBudget(considered, targets, settings);
        }
        List<Integer> reaching = reaching(considered, affordable, targets, settings);
        OptionalInt champion = champion(considered, affordable, reaching, targets, settings);
        return champion.isPresent()
                ? chosen(considered, targets, settings, champion.getAsInt(), reaching)
                : outOfReach(considered, targets, settings, affordable);
    }

    /** The number of the champion alone, without reasons against the others; empty where no plan may run. */
    public static OptionalInt pick(List<Candidate> considered, Targets targets, PolicySettings settings) {
        List<Integer> affordable = affordable(considered, targets);
        return affordable.isEmpty()
                ? OptionalInt.empty()
                : champion(
                        considered, affordable, reaching(considered, affordable, targets, settings), targets, settings);
    }

    private static OptionalInt champion(
            List<Candidate> considered,
            List<Integer> affordable,
            List<Integer> reaching,
            Targets targets,
            PolicySettings settings) {
        double gain = targets.gainPerUsd(settings.minGainPerUsd());
        if (targets.byPrice()) {
            return OptionalInt.of(Fallback.bestGain(considered, affordable, gain));
        }
        return reaching.isEmpty()
                ? Fallback.of(considered, affordable, targets.whenInfeasible(), gain)
                : OptionalInt.of(Fallback.cheapest(considered, reaching));
    }

    private static List<Integer> reaching(
            List<Candidate> considered, List<Integer> affordable, Targets targets, PolicySettings settings) {
        if (targets.byPrice()) {
            return affordable;
        }
        double wanted = targets.quality() + settings.margin();
        OptionalDouble price = price(considered, targets, settings);
        List<Integer> weighed = new ArrayList<>(affordable);
        weighed.removeIf(i -> price.isEmpty() || !measured(considered.get(i)));
        List<Integer> reaching = new ArrayList<>(affordable);
        reaching.removeAll(weighed);
        reaching.removeIf(i -> considered.get(i).prediction().forChoice().lower() < wanted);
        if (!weighed.isEmpty()) {
            reaching.add(Fallback.bestGain(considered, weighed, price.orElseThrow()));
        }
        return reaching;
    }

    /** The price at which measured plans are bought; empty where each plan is held against the target. */
    static OptionalDouble price(List<Candidate> considered, Targets targets, PolicySettings settings) {
        long among = affordable(considered, targets).stream()
                .filter(i -> measured(considered.get(i)))
                .count();
        return targets.byPrice()
                ? OptionalDouble.empty()
                : settings.exchange().price(targets.quality() + settings.margin(), (int) among);
    }

    /** Of what was not measured here no price is known. */
    static boolean measured(Candidate candidate) {
        return candidate.prediction().basis() == QualityBasis.MEASURED;
    }

    /**
     * Lets the draw choose between the champion and a few safe plans, and notes every plan's propensity. Where the target
     * is out of reach nothing is explored: the caller gets less than was asked for already.
     */
    public static Chosen explore(Chosen champion, Targets targets, PolicySettings settings, ExplorationDraw draw) {
        return champion.reached() ? Exploration.of(champion, targets, settings).drawn(champion, draw) : champion;
    }

    private static List<Integer> affordable(List<Candidate> considered, Targets targets) {
        List<Integer> affordable = new ArrayList<>();
        for (int i = 0; i < considered.size(); i++) {
            if (targets.affords(considered.get(i).forecast())) {
                affordable.add(i);
            }
        }
        return affordable;
    }

    private static Chosen chosen(
            List<Candidate> considered,
            Targets targets,
            PolicySettings settings,
            int champion,
            List<Integer> reaching) {
        Reasons reasons = new Reasons(targets, settings, price(considered, targets, settings));
        List<Candidate> candidates = new ArrayList<>(considered.size());
        for (int i = 0; i < considered.size(); i++) {
            Candidate candidate = considered.get(i);
            candidates.add(
                    i == champion
                            ? candidate.chosenWith(1)
                            : candidate.rejectedFor(
                                    reasons.against(candidate, considered.get(champion), !reaching.isEmpty()), 0));
        }
        return new Chosen(candidates, champion, champion, !reaching.isEmpty());
    }

    private static Nothing overBudget(List<Candidate> considered, Targets targets, PolicySettings settings) {
        boolean timeOnly = considered.stream().anyMatch(c -> targets.paysFor(c.forecast()));
        Obstacle obstacle = timeOnly ? Obstacle.LATENCY : Obstacle.COST;
        Reasons reasons = new Reasons(targets, settings, OptionalDouble.empty());
        return new Nothing(rejected(considered, reasons), obstacle, reasons.nothingAffordable(considered, obstacle));
    }

    private static Nothing outOfReach(
            List<Candidate> considered, Targets targets, PolicySettings settings, List<Integer> affordable) {
        Reasons reasons = new Reasons(targets, settings, OptionalDouble.empty());
        List<Candidate> best = affordable.stream().map(considered::get).toList();
        return new Nothing(rejected(considered, reasons), Obstacle.QUALITY, reasons.nothingGoodEnough(best));
    }

    private static List<Candidate> rejected(List<Candidate> considered, Reasons reasons) {
        return considered.stream()
                .map(c -> c.rejectedFor(reasons.ofItself(c), 0))
                .toList();
    }
}
