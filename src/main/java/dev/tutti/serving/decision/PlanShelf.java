package dev.tutti.serving.decision;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The candidate plans of a request, at most {@value #MOST}: more of them hurt (the best of many predictions is the luckiest
 * one, 5-learning finding 6). At the head stands at least one of each kind, and no kind has so many there that another finds
 * no place: {@value #FEW_SINGLES} singles (see {@link Field#singles}), {@value #MOST_LEARNED} learned cascades, or without
 * any the seed cascade, the cascade that grows, and nine panels that differ in who proposes, in layers and in aggregation.
 * Where models or learned plans are fewer, more of the same kinds follow.
 */
final class PlanShelf {
    static final int MOST = 24;
    private static final int FEW_SINGLES = 6;
    private static final int MOST_SINGLES = 10;
    private static final int MOST_LEARNED = 8;
    private static final int FEW = 3;
    private static final int MANY = 6;
    private static final int WINDOW = 6;
    private static final Aggregation VOTE = new Aggregation.Vote(Reliability.EQUAL);

    private final Field field;

    PlanShelf(Field field) {
        this.field = field;
    }

    /**
     * All plans there are, each once, wanted or not: the first {@value #MOST} that are wanted make up the candidates.
     * Of the learned ones, which come in their own order, the best offered first, at most {@value #MOST_LEARNED} cascades
     * and as many panels.
     */
    List<Plan> plans(List<Plan> learned) {
        List<Plan> cascades = learned(learned, plan -> plan instanceof Cascade);
        List<Plan> panels = learned(learned, plan -> !(plan instanceof Cascade));
        Set<Plan> plans = new LinkedHashSet<>();
        field.singles(FEW_SINGLES).forEach(model -> plans.add(new Single(model)));
        plans.addAll(cascades);
        if (cascades.isEmpty()) {
            SeedCascade.of(field).ifPresent(plans::add);
        }
        SeedCascade.growing(field).ifPresent(plans::add);
        plans.addAll(oneOfEachKind(panels));
        plans.addAll(panels);
        addVotes(plans);
        field.singles(MOST_SINGLES).forEach(model -> plans.add(new Single(model)));
        addSeconds(plans);
        addThrifty(plans);
        addWhereNoneIs(plans);
        return List.copyOf(plans);
    }

    /** So that whoever forces a strategy gets it, of whatever models: nothing that would be chosen for its worth. */
    private void addWhereNoneIs(Set<Plan> plans) {
        if (plans.stream().noneMatch(plan -> plan instanceof Cascade)) {
            plans.add(SeedCascade.ofAnyPrices(field));
        }
        if (field.size() == 1) {
            plans.addAll(moaLite());
        }
        field.cheapest(1)
                .aggregator()
                .or(field.cheapest(FEW)::aggregator)
                .ifPresent(cheap -> plans.add(new SelfMoaSeq(cheap, 2, 2, 1, cheap)));
    }

    private static List<Plan> learned(List<Plan> learned, Predicate<Plan> kind) {
        return learned.stream().filter(kind).limit(MOST_LEARNED).toList();
    }

    /** {@code moa-lite}: two rounds, six proposers where there are as many; a model that is alone speaks for three. */
    List<Plan> moaLite() {
        List<ModelId> team = field.team(MANY);
        List<ModelId> proposers = team.size() == 1 ? Collections.nCopies(FEW, team.getFirst()) : team;
        return field.aggregator().<Plan>map(by -> new MixedMoa(proposers, 2, new Aggregation.Synthesise(by))).stream()
                .toList();
    }

    /**
     * Panels of the strongest, each unlike the others in one thing: three of the best synthesised, three samples of the best,
     * a vote (a learned one, which knows how reliable each voice is, before an equal one), as many voices as it takes, one
     * selected of three; six samples, six proposers, a third layer, a sequence.
     */
    private List<Plan> oneOfEachKind(List<Plan> learned) {
        List<Plan> plans = new ArrayList<>();
        List<ModelId> few = field.team(FEW);
        List<ModelId> many = field.team(MANY);
        ModelId best = field.best().id();
        Optional<ModelId> aggregator = field.aggregator();
        aggregator.map(Aggregation.Synthesise::new).ifPresent(by -> {
            addMixed(plans, few, 2, by);
            plans.add(new SelfMoa(best, FEW, by));
        });
        plans.add(learned.stream().filter(PlanShelf::isVote).findFirst().orElseGet(() -> vote(few)));
        plans.add(adaptive(many));
        aggregator.ifPresent(model -> {
            Aggregation by = new Aggregation.Synthesise(model);
            addMixed(plans, few.size() == FEW ? few : List.of(), 2, new Aggregation.Select(model));
            plans.add(new SelfMoa(best, MANY, by));
            addMixed(plans, many.size() > FEW ? many : List.of(), 2, by);
            addMixed(plans, few, 3, by);
            plans.add(new SelfMoaSeq(best, WINDOW + FEW, WINDOW, FEW, model));
        });
        return plans;
    }

    private static boolean isVote(Plan plan) {
        return switch (plan) {
            case SelfMoa self -> self.aggregation() instanceof Aggregation.Vote;
            case MixedMoa mixed -> mixed.aggregation() instanceof Aggregation.Vote;
            case Single _, SelfMoaSeq _, Cascade _ -> false;
        };
    }

    private Plan vote(List<ModelId> few) {
        return few.size() == FEW
                ? new MixedMoa(few, 2, VOTE)
                : new SelfMoa(field.best().id(), FEW, VOTE);
    }

    /** Up to six voices, the cheapest first: on recorded answers most of what six bring for a third of their cost. */
    private Plan adaptive(List<ModelId> many) {
        Optional<Adaptive> rule = Optional.of(Adaptive.STANDARD);
        return many.size() > FEW
                ? new MixedMoa(field.cheapestFirst(many), 2, VOTE, rule)
                : new SelfMoa(field.best().id(), MANY, VOTE, rule);
    }

    /** Nothing of a single proposer: that is Self-MoA. */
    private static void addMixed(Collection<Plan> plans, List<ModelId> proposers, int layers, Aggregation by) {
        if (proposers.size() > 1) {
            plans.add(new MixedMoa(proposers, layers, by));
        }
    }

    /** The votes that the head has no place for: of one model's samples, all at once and as many as it takes. */
    private void addVotes(Set<Plan> plans) {
        ModelId best = field.best().id();
        plans.add(new SelfMoa(best, MANY, VOTE, Optional.of(Adaptive.STANDARD)));
        plans.add(vote(field.team(FEW)));
        plans.add(new SelfMoa(best, FEW, VOTE));
    }

    /** Larger and deeper at once, and samples of the second best. */
    private void addSeconds(Set<Plan> plans) {
        List<ModelId> few = field.team(FEW);
        List<ModelId> many = field.team(MANY);
        field.aggregator().map(Aggregation.Synthesise::new).ifPresent(by -> {
            addMixed(plans, many.size() > FEW ? many : List.of(), 3, by);
            if (few.size() > 1) {
                plans.add(new SelfMoa(few.get(1), FEW, by));
                plans.add(new SelfMoa(few.get(1), MANY, by));
            }
        });
    }

    /** Of the cheapest models, by one of their own: so that a forced strategy fits a small budget too. */
    private void addThrifty(Set<Plan> plans) {
        Field cheap = field.cheapest(FEW);
        cheap.aggregator().map(Aggregation.Synthesise::new).ifPresent(by -> {
            plans.add(new SelfMoa(by.aggregator(), FEW, by));
            plans.add(new SelfMoaSeq(by.aggregator(), WINDOW + FEW, WINDOW, FEW, by.aggregator()));
            addMixed(plans, cheap.team(FEW), 2, by);
        });
    }
}
