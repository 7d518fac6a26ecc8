package dev.tutti.sense.policy;

import dev.tutti.sense.policy.PolicyChoice.Chosen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How often each plan runs on a request: the champion with {@code 1 - e}, and {@code e} shared among a few safe plans by
 * SquareCB (Foster and Rakhlin 2020), each with at least the least propensity; all others never, so they are outside what
 * off-policy estimates can speak of.
 */
final class Exploration {
    /** So that 0.06 / 0.02 is 3 in doubles too. */
    private static final double ROUNDING = 1e-9;

    private final double[] propensities;

    private Exploration(double[] propensities) {
        this.propensities = propensities;
    }

    static Exploration of(Chosen champion, Targets targets, PolicySettings settings) {
        List<Candidate> all = champion.candidates();
        double[] propensities = new double[all.size()];
        propensities[champion.champion()] = 1;
        List<Integer> safe = safe(champion, targets, settings);
        if (!safe.isEmpty()) {
            double[] shares = squareCb(all, safe, settings.greed());
            double spread = settings.exploration() - safe.size() * settings.leastPropensity();
            double explored = 0;
            for (int k = 0; k < safe.size(); k++) {
                double propensity = settings.leastPropensity() + Math.max(0, spread) * shares[k];
                propensities[safe.get(k)] = propensity;
                explored += propensity;
            }
            propensities[champion.champion()] = 1 - explored;
        }
        return new Exploration(propensities);
    }

    /**
     * Plans within the budgets, of at most so many times the champion's cost and a lower bound not far below the target
     * (or below the champion's, where a price chose it and that is lower);
     * of those the ones with the highest upper bound, since there is most to learn.
     */
    private static List<Integer> safe(Chosen champion, Targets targets, PolicySettings settings) {
        List<Candidate> all = champion.candidates();
        double mostCost = all.get(champion.champion()).forecast().cost().toDouble() * settings.costFactor();
        double least = floor(all.get(champion.champion()), targets) - settings.shortfall();
        int most = Math.min(
                settings.mostExplored(), (int) (settings.exploration() / settings.leastPropensity() + ROUNDING));
        List<Integer> safe = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Candidate candidate = all.get(i);
            if (i != champion.champion()
                    && targets.affords(candidate.forecast())
                    && candidate.forecast().cost().toDouble() <= mostCost
                    && candidate.prediction().forChoice().lower() >= least) {
                safe.add(i);
            }
        }
        safe.sort(Comparator.<Integer>comparingDouble(
                        i -> -all.get(i).prediction().forChoice().upper())
                .thenComparing(Comparator.naturalOrder()));
        return safe.subList(0, Math.min(most, safe.size()));
    }

    static double floor(Candidate champion, Targets targets) {
        return Math.min(targets.quality(), champion.prediction().forChoice().lower());
    }

    /** {@code 1 / (K + gamma x gap)} for each but the best, which takes the rest. Sums to 1. */
    private static double[] squareCb(List<Candidate> all, List<Integer> safe, double gamma) {
        int best = 0;
        for (int k = 1; k < safe.size(); k++) {
            if (quality(all, safe, k) > quality(all, safe, best)) {
                best = k;
            }
        }
        double[] shares = new double[safe.size()];
        double rest = 1;
        for (int k = 0; k < shares.length; k++) {
            if (k != best) {
                shares[k] = 1 / (shares.length + gamma * (quality(all, safe, best) - quality(all, safe, k)));
                rest -= shares[k];
            }
        }
        shares[best] = rest;
        return shares;
    }

    private static double quality(List<Candidate> all, List<Integer> safe, int k) {
        return all.get(safe.get(k)).prediction().forChoice().quality();
    }

    /** The choice of this draw; the champion holds the first part of the unit interval, the explored ones the rest. */
    Chosen drawn(Chosen champion, ExplorationDraw draw) {
        int index = index(champion.champion(), draw.uniform());
        List<Candidate> noted = new ArrayList<>(propensities.length);
        for (int i = 0; i < propensities.length; i++) {
            Candidate candidate = champion.candidates().get(i);
            if (i == index) {
                noted.add(candidate.chosenWith(propensities[i]));
            } else if (i == champion.champion()) {
                noted.add(
                        candidate.rejectedFor("the champion; another plan was explored in its place", propensities[i]));
            } else {
                noted.add(
                        propensities[i] == candidate.propensity()
                                ? candidate
                                : candidate.withPropensity(propensities[i]));
            }
        }
        return new Chosen(noted, index, champion.champion(), champion.reached());
    }

    private int index(int champion, double uniform) {
        double passed = propensities[champion];
        int last = champion;
        for (int i = 0; i < propensities.length && uniform >= passed; i++) {
            if (i != champion && propensities[i] > 0) {
                passed += propensities[i];
                last = i;
            }
        }
        return last;
    }
}
