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
        Looked looked = look(considered, targets, settings);
        if (looked.affordable().isEmpty()) {
            return overBudget(considered, targets, settings);
        }
        return looked.champion().isPresent()
                ? chosen(considered, targets, settings, looked)
                : outOfReach(considered, targets, settings, looked.affordable());
    }

    /** The number of the champion alone, without reasons against the others; empty where no plan may run. */
    public static OptionalInt pick(List<Candidate> considered, Targets targets, PolicySettings settings) {
        return look(considered, targets, settings).champion();
    }

    /**
     * The numbers of the plans within the budgets, of those that reach the target, and of the champion; {@code price}: at
     * which measured plans are bought, empty where each plan is held against the target.
     */
    private record Looked(
            List<Integer> affordable, OptionalDouble price, List<Integer> reaching, OptionalInt champion) {}

    private static Looked look(List<Candidate> considered, Targets targets, PolicySettings settings) {
        List<Integer> affordable = affordable(considered, targets);
        if (affordable.isEmpty()) {
            return new Looked(affordable, OptionalDouble.empty(), affordable, OptionalInt.empty());
        }
        double gain = targets.gainPerUsd(settings.minGainPerUsd());
        if (targets.byPrice()) {
            OptionalInt best = OptionalInt.of(Fallback.bestGain(considered, affordable, gain));
            return new Looked(affordable, OptionalDouble.empty(), affordable, best);
        }
        List<Integer> measured = new ArrayList<>(affordable);
        measured.removeIf(i -> !measured(considered.get(i)));
        double wanted = targets.quality() + settings.margin();
        OptionalDouble price = settings.exchange().price(wanted, measured.size());
        OptionalInt bargain = price.isPresent() && !measured.isEmpty()
                ? OptionalInt.of(Fallback.bestGain(considered, measured, price.getAsDouble()))
                : OptionalInt.empty();
        List<Integer> reaching = new ArrayList<>(affordable);
        reaching.removeIf(i -> (price.isPresent() && measured(considered.get(i)))
                ? i != bargain.getAsInt()
                : considered.get(i).prediction().forChoice().lower() < wanted);
        OptionalInt champion = reaching.isEmpty()
                ? Fallback.of(considered, affordable, targets.whenInfeasible(), gain)
                : OptionalInt.of(Fallback.cheapest(considered, reaching));
        return new Looked(affordable, price, reaching, champion);
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

    /** Lets the draw have a newcomer answer in place of what was explored, where that is as safe as exploring. */
    public static Chosen introduce(
            Chosen explored, Newcomer newcomer, Targets targets, PolicySettings settings, NewcomerDraw draw) {
        return Introduction.of(explored, newcomer, targets, settings, draw);
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

    private static Chosen chosen(List<Candidate> considered, Targets targets, PolicySettings settings, Looked looked) {
        int champion = looked.champion().orElseThrow();
        boolean reached = !looked.reaching().isEmpty();
        Reasons reasons = new Reasons(targets, settings, looked.price());
        List<Candidate> candidates = new ArrayList<>(considered.size());
        for (int i = 0; i < considered.size(); i++) {
            Candidate candidate = considered.get(i);
            candidates.add(
                    i == champion
                            ? candidate.chosenWith(1)
                            : candidate.rejectedFor(reasons.against(candidate, considered.get(champion), reached), 0));
        }
        return new Chosen(candidates, champion, champion, reached);
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
