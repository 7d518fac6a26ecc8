package dev.tutti.serving.decision;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The candidate plans of a request, at most {@value #MOST}: more of them hurt (the best of many predictions is the luckiest
 * one, 5-learning finding 6). In order of precedence: at most {@value #MOST_SINGLES} singles (see {@link Field#singles}),
 * at most {@value #MOST_LEARNED} learned plans, or without any the seed cascade, the cascade that grows, then ensembles as {@link #ensembles} lists
 * them while there is room.
 */
final class PlanShelf {
    static final int MOST = 24;
    private static final int MOST_SINGLES = 10;
    private static final int MOST_LEARNED = 8;
    private static final int FEW = 3;
    private static final int MANY = 6;
    private static final int WINDOW = 6;

    private final Field field;

    PlanShelf(Field field) {
        this.field = field;
    }

    /**
     * All plans there are, each once, wanted or not: the first {@value #MOST} that are wanted make up the candidates.
     * Of the learned ones, which come in their own order, the best offered first, at most {@value #MOST_LEARNED}.
     */
    List<Plan> plans(List<Plan> learned) {
        Set<Plan> plans = new LinkedHashSet<>();
        field.singles(MOST_SINGLES).forEach(model -> plans.add(new Single(model)));
        plans.addAll(learned.subList(0, Math.min(learned.size(), MOST_LEARNED)));
        if (learned.isEmpty()) {
            SeedCascade.of(field).ifPresent(plans::add);
        }
        SeedCascade.growing(field).ifPresent(plans::add);
        plans.addAll(ensembles());
        return List.copyOf(plans);
    }

    /** {@code moa-lite}: two rounds, six proposers where there are as many; a model that is alone speaks for three. */
    List<Plan> moaLite() {
        List<ModelId> team = field.team(MANY);
        List<ModelId> proposers = team.size() == 1 ? Collections.nCopies(FEW, team.getFirst()) : team;
        return field.aggregator().<Plan>map(by -> new MixedMoa(proposers, 2, new Aggregation.Synthesise(by))).stream()
                .toList();
    }

    /**
     * The strongest first: three of the best synthesised, three samples of the best, votes of three and of as many as it
     * takes, one selected of three; then larger and deeper.
     */
    private List<Plan> ensembles() {
        List<Plan> plans = new ArrayList<>();
        Aggregation vote = new Aggregation.Vote(Reliability.EQUAL);
        List<ModelId> few = field.team(FEW);
        List<ModelId> many = field.team(MANY);
        ModelId best = field.best().id();
        if (few.size() == FEW) {
            plans.add(new MixedMoa(few, 2, vote));
        }
        plans.add(new SelfMoa(best, FEW, vote));
        addAdaptive(plans, many, vote);
        field.aggregator().map(Aggregation.Synthesise::new).ifPresent(by -> {
            plans.addFirst(new SelfMoa(best, FEW, by));
            if (few.size() > 1) {
                plans.addFirst(new MixedMoa(few, 2, by));
            }
            if (few.size() == FEW) {
                plans.add(new MixedMoa(few, 2, new Aggregation.Select(by.aggregator())));
            }
            plans.add(new SelfMoa(best, MANY, by));
            addMixed(plans, few, many, by);
            plans.add(new SelfMoaSeq(best, WINDOW + FEW, WINDOW, FEW, by.aggregator()));
            addSecond(plans, few, by);
        });
        addThrifty(plans);
        return plans;
    }

    /** Up to six voices, the cheapest first: on recorded answers most of what six bring for a third of their cost. */
    private void addAdaptive(List<Plan> plans, List<ModelId> many, Aggregation vote) {
        Optional<Adaptive> rule = Optional.of(Adaptive.STANDARD);
        if (many.size() > FEW) {
            plans.add(new MixedMoa(field.cheapestFirst(many), 2, vote, rule));
        }
        plans.add(new SelfMoa(field.best().id(), MANY, vote, rule));
    }

    /** Of the cheapest models, by one of their own: so that a forced strategy fits a small budget too. */
    private void addThrifty(List<Plan> plans) {
        Field cheap = field.cheapest(FEW);
        cheap.aggregator().map(Aggregation.Synthesise::new).ifPresent(by -> {
            plans.add(new SelfMoa(by.aggregator(), FEW, by));
            plans.add(new SelfMoaSeq(by.aggregator(), WINDOW + FEW, WINDOW, FEW, by.aggregator()));
            if (cheap.size() > 1) {
                plans.add(new MixedMoa(cheap.team(FEW), 2, by));
            }
        });
    }

    private static void addMixed(List<Plan> plans, List<ModelId> few, List<ModelId> many, Aggregation by) {
        if (many.size() > FEW) {
            plans.add(new MixedMoa(many, 2, by));
        }
        if (few.size() > 1) {
            plans.add(new MixedMoa(few, 3, by));
        }
        if (many.size() > FEW) {
            plans.add(new MixedMoa(many, 3, by));
        }
    }

    private static void addSecond(List<Plan> plans, List<ModelId> few, Aggregation by) {
        if (few.size() > 1) {
            plans.add(new SelfMoa(few.get(1), FEW, by));
            plans.add(new SelfMoa(few.get(1), MANY, by));
        }
    }
}
