package dev.tutti.sense.policy;

import dev.tutti.sense.policy.PolicyChoice.Chosen;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lets a newcomer answer its share of the requests alone: exploration with another share, whose evidence of safety is what
 * the newcomer scored in the background, not a prediction. What exploration would have run keeps the rest, so every
 * plan's propensity is that of both draws together.
 */
final class Introduction {
    private Introduction() {}

    /** The same choice where the newcomer may not serve; {@code explored}: what exploration made of the request. */
    static Chosen of(Chosen explored, Newcomer newcomer, Targets targets, PolicySettings settings, NewcomerDraw draw) {
        OptionalInt place = place(explored, newcomer);
        return place.isPresent() && safe(explored, place.getAsInt(), newcomer, targets, settings)
                ? introduced(explored, place.getAsInt(), newcomer.share(), draw)
                : explored;
    }

    private static OptionalInt place(Chosen explored, Newcomer newcomer) {
        return OptionalInt.of(explored.candidates().stream()
                        .map(Candidate::plan)
                        .toList()
                        .indexOf(new Single(newcomer.model())))
                .stream()
                .filter(index -> index >= 0 && index != explored.champion())
                .findFirst();
    }

    /** The rules of exploration; only that what a cascade or panel costs is no measure of what one call may. */
    private static boolean safe(
            Chosen explored, int place, Newcomer newcomer, Targets targets, PolicySettings settings) {
        Candidate champion = explored.candidates().get(explored.champion());
        PlanCost most = new PlanCost(champion, settings.costFactor());
        Candidate candidate = explored.candidates().get(place);
        return explored.reached()
                && targets.affords(candidate.forecast())
                && most.allows(candidate)
                && newcomer.score() >= Exploration.floor(champion, targets) - settings.shortfall();
    }

    /** So many times the champion's where that is one call, too; else no more than the champion's. */
    private record PlanCost(Candidate champion, double factor) {
        boolean allows(Candidate candidate) {
            double times = champion.plan() instanceof Single ? factor : 1;
            return candidate.forecast().cost().toDouble()
                    <= times * champion.forecast().cost().toDouble();
        }
    }

    private static Chosen introduced(Chosen explored, int place, double share, NewcomerDraw draw) {
        boolean serves = draw.uniform() < share;
        List<Candidate> noted = new ArrayList<>(explored.candidates().size());
        for (int i = 0; i < explored.candidates().size(); i++) {
            Candidate candidate = explored.candidates().get(i);
            double propensity = (1 - share) * candidate.propensity() + (i == place ? share : 0);
            noted.add(noted(explored, i, serves && i == place, serves).of(candidate, propensity));
        }
        return serves
                ? new Chosen(noted, place, explored.champion(), explored.reached(), true)
                : new Chosen(noted, explored.index(), explored.champion(), explored.reached());
    }

    private interface Note {
        Candidate of(Candidate candidate, double propensity);
    }

    private static Note noted(Chosen explored, int i, boolean chosen, boolean serves) {
        if (chosen) {
            return Candidate::chosenWith;
        }
        return serves && i == explored.index()
                ? (candidate, propensity) ->
                        candidate.rejectedFor("a newcomer answered in its place, so that it gets known", propensity)
                : Candidate::withPropensity;
    }
}
