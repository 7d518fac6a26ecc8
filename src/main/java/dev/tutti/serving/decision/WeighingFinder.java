package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.evidence.Stopping;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.serving.decision.Field.Player;
import dev.tutti.serving.decision.Finding.NoCandidate;
import dev.tutti.serving.decision.Finding.Weighed;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WorstCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the candidate plans together, predicts and prices each, and lets the policy name the champion. */
final class WeighingFinder implements Finder {
    private static final String LEARNED = "learned";
    private static final String RULE = "rule";
    private static final int MOST_BACKUP = 4;

    private static final NoCandidate TOO_LONG = new NoCandidate(
            Verdict.Reason.CONTEXT_LENGTH,
            "no aggregator's context window holds the messages and the proposals that it would read: shorten messages, or"
                    + " permit the strategy single");

    private final Catalogue catalogue;
    private final CallForecasts forecasts;
    private final WorstCase worst;
    private final PolicySettings settings;
    private final RuleShelf rule = new RuleShelf();

    WeighingFinder(Catalogue catalogue, CallForecasts forecasts, WorstCase worst, PolicySettings settings) {
        this.catalogue = catalogue;
        this.forecasts = forecasts;
        this.worst = worst;
        this.settings = settings;
    }

    @Override
    public Finding find(Question question) {
        Wanted wanted = Wanted.of(question.request(), question.options());
        Eligible eligible = new Eligible(catalogue, question);
        return switch (question.options().selector()) {
            case Selector.Model model -> given(question, eligible, wanted, new Single(model.model()));
            case Selector.Exact exact -> given(question, eligible, wanted, exact.plan());
            case Selector.Auto auto -> among(question, eligible, wanted);
            case Selector.Kind kind -> among(question, eligible, wanted);
            case Selector.MoaLite lite -> among(question, eligible, wanted);
        };
    }

    private Finding given(Question question, Eligible eligible, Wanted wanted, Plan plan) {
        for (ModelId model : plan.models()) {
            Optional<NoCandidate> obstacle = eligible.obstacle(model);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        }
        if (!runnable(plan)) {
            return new NoCandidate(
                    Verdict.Reason.NO_MODEL,
                    "routing.plan: this version cannot weigh the stop rule of " + plan.notation());
        }
        Function<ModelId, CallForecast> calls = calls(question);
        if (plan instanceof SelfMoaSeq seq && !new Room(catalogue, calls).holdsTwo(seq)) {
            return new NoCandidate(
                    Verdict.Reason.CONTEXT_LENGTH,
                    "the context window of " + seq.aggregator() + " has "
                            + catalogue.get(seq.aggregator()).contextWindow().count()
                            + " tokens, too few for the messages, two samples of " + seq.model()
                            + " and an answer: shorten messages, or name another aggregator");
        }
        Offer offer = Offer.of(plan, quality(question));
        return wanted.admits(plan) ? new Weighing(question, calls).of(List.of(offer), List.of()) : nothing(wanted);
    }

    private Finding among(Question question, Eligible eligible, Wanted wanted) {
        List<CatalogueModel> ready = eligible.models(question.usable());
        if (ready.isEmpty()) {
            return eligible.obstacle();
        }
        Function<ModelId, CallForecast> calls = calls(question);
        PlanQuality quality = quality(question);
        Room room = new Room(catalogue, calls);
        Predicate<Plan> fits = plan -> wanted.admits(plan) && room.holds(plan);
        Field field = new Field(ready, quality::of, calls);
        List<Offer> offers = withNewcomer(offers(question, field, quality, fits), question, field, quality, fits);
        if (offers.isEmpty()) {
            // With models that take no calls now: what they do not bring is made up for, a refusal is final.
            Field whole = new Field(eligible.models(Set.of()), quality::of, calls);
            offers = offers(question, whole, quality, fits);
            if (offers.isEmpty()) {
                return offers(question, whole, quality, wanted::admits).isEmpty() ? nothing(wanted) : TOO_LONG;
            }
        }
        return new Weighing(question, calls).of(offers, field.singles(MOST_BACKUP));
    }

    private List<Offer> offers(Question question, Field field, PlanQuality quality, Predicate<Plan> wanted) {
        if (question.options().selector() instanceof Selector.MoaLite) {
            return wanted(new PlanShelf(field).moaLite(), quality, wanted);
        }
        return question.model()
                .map(model -> {
                    List<Plan> learned = learned(model, question, field, wanted);
                    return wanted(new PlanShelf(field).plans(learned), quality, wanted);
                })
                .orElseGet(() -> rule.offers(field, quality, wanted));
    }

    /** Where others were offered: who is new may not stand among the few that the shelf has a place for. */
    private static List<Offer> withNewcomer(
            List<Offer> offers, Question question, Field field, PlanQuality quality, Predicate<Plan> wanted) {
        List<Offer> more = question.newcomer().stream()
                .map(Newcomer::model)
                .filter(model ->
                        field.players().stream().anyMatch(player -> player.id().equals(model)))
                .map(Single::new)
                .filter(plan -> !offers.isEmpty()
                        && wanted.test(plan)
                        && offers.stream().noneMatch(offer -> offer.plan().equals(plan)))
                .map(plan -> Offer.of(plan, quality))
                .toList();
        return more.isEmpty()
                ? offers
                : Stream.concat(offers.stream(), more.stream()).toList();
    }

    private static List<Offer> wanted(List<Plan> plans, PlanQuality quality, Predicate<Plan> wanted) {
        return plans.stream()
                .filter(wanted)
                .limit(PlanShelf.MOST)
                .map(plan -> Offer.of(plan, quality))
                .toList();
    }

    private PlanQuality quality(Question question) {
        return new PlanQuality(catalogue, question.features(), question.model());
    }

    private Function<ModelId, CallForecast> calls(Question question) {
        return forecasts.of(question);
    }

    /** Wanted learned plans of eligible models alone, with stop rules that this code can weigh. */
    private static List<Plan> learned(RouterModel model, Question question, Field field, Predicate<Plan> wanted) {
        Set<ModelId> eligible = field.players().stream().map(Player::id).collect(Collectors.toSet());
        return model.learnedPlans(question.features()).stream()
                .filter(plan -> eligible.containsAll(plan.models()) && runnable(plan) && wanted.test(plan))
                .toList();
    }

    private static boolean runnable(Plan plan) {
        return !(plan instanceof Cascade cascade) || Stopping.fits(cascade.rule());
    }

    /** One question's offers with what is forecast of them. */
    private final class Weighing {
        private final Question question;
        private final Function<ModelId, CallForecast> calls;
        private final PlanArithmetic arithmetic;

        Weighing(Question question, Function<ModelId, CallForecast> calls) {
            this.question = question;
            this.calls = calls;
            arithmetic = new PlanArithmetic(calls, worst, question.request().choices());
        }

        Weighed of(List<Offer> offers, List<ModelId> singles) {
            List<ModelId> backup = new ArrayList<>(singles);
            backup.removeIf(m -> !question.targets().affords(arithmetic.forecast(new Single(m))));
            Optional<RouterModel> model = question.model();
            return new Weighed(
                    Policy.champion(candidates(offers), question.targets(), question.policy(settings)),
                    model.isPresent() ? LEARNED : RULE,
                    question.version(),
                    model.map(m -> m.cluster(question.features())).orElse(-1),
                    backup,
                    forecasts(offers, backup));
        }

        private List<Candidate> candidates(List<Offer> offers) {
            List<Candidate> candidates = new ArrayList<>(offers.size());
            for (Offer offer : offers) {
                candidates.add(new Candidate(
                        offer.plan(), offer.prediction(), arithmetic.forecast(offer.plan()), Optional.empty(), 0));
            }
            return candidates;
        }

        private Map<ModelId, CallForecast> forecasts(List<Offer> offers, List<ModelId> backup) {
            Map<ModelId, CallForecast> forecasts = new HashMap<>();
            backup.forEach(model -> forecasts.put(model, calls.apply(model)));
            for (Offer offer : offers) {
                offer.models().forEach(model -> forecasts.computeIfAbsent(model, calls));
            }
            return forecasts;
        }
    }

    private static NoCandidate nothing(Wanted wanted) {
        return new NoCandidate(Verdict.Reason.NO_MODEL, wanted.obstacle());
    }
}
