package dev.tutti.serving.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.words.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The offers of the rule without a router model. A field whose qualities are priors has the same ones as any other of its
 * {@link Lineup}, so each lineup's are made once and kept: the prompt only prices them.
 */
final class RuleShelf {
    /** Lineups kept at most, some 10 kB each; outages and callers' filters make new ones. */
    private static final int KEPT = 256;

    private final Cache<Lineup, List<Offer>> kept =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    /** The wanted ones, as many as are weighed; {@code priors} are those that the field was put in order by. */
    List<Offer> offers(Field field, PlanQuality priors, Predicate<Plan> wanted) {
        List<Offer> offers = new ArrayList<>(PlanShelf.MOST);
        for (Offer offer : kept.get(field.lineup(), _ -> made(field, priors))) {
            if (offers.size() < PlanShelf.MOST && wanted.test(offer.plan())) {
                offers.add(offer);
            }
        }
        return offers;
    }

    private static List<Offer> made(Field field, PlanQuality priors) {
        return new PlanShelf(field)
                .plans(List.of()).stream().map(plan -> Offer.of(plan, priors)).toList();
    }
}
