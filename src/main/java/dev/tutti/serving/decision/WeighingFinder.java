package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.evidence.Stopping;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicySettings;
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
import dev.tutti.words.plan.Single;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the candidate plans together, predicts and prices each, and lets the policy name the champion. */
final class WeighingFinder implements Finder {
    private static final String LEARNED = "learned";
    private static final String RULE = "rule";
    private static final int MOST_BACKUP = 4;

    private final Catalogue catalogue;
    private final CallForecasts forecasts;
    private final PolicySettings settings;

    WeighingFinder(Catalogue catalogue, CallForecasts forecasts, PolicySettings settings) {
        this.catalogue = catalogue;
        this.forecasts = forecasts;
        this.settings = settings;
    }

    @Override
    public Finding find(Question question) {
        Wanted wanted = Wanted.of(question.request(), question.options());
        Eligible eligible =
                new Eligible(catalogue, question.request(), question.options().models());
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
        Weighing weighing = new Weighing(question, calls(question), quality(question));
        return wanted.admits(plan) ? weighing.of(List.of(plan), List.of()) : nothing(wanted);
    }

    private Finding among(Question question, Eligible eligible, Wanted wanted) {
        List<CatalogueModel> models = eligible.models(question.usable());
        if (models.isEmpty()) {
            return eligible.obstacle();
        }
        Function<ModelId, CallForecast> calls = calls(question);
        PlanQuality quality = quality(question);
        Field field = new Field(models, quality::of, calls);
        PlanShelf shelf = new PlanShelf(field);
        Room room = new Room(catalogue, calls);
        List<Plan> plans = question.options().selector() instanceof Selector.MoaLite
                ? shelf.moaLite()
                : shelf.plans(learned(question, models), plan -> wanted.admits(plan) && room.holds(plan));
        List<Plan> admitted = plans.stream().filter(wanted::admits).toList();
        return admitted.isEmpty()
                ? nothing(wanted)
                : new Weighing(question, calls, quality).of(admitted, field.singles(MOST_BACKUP));
    }

    private PlanQuality quality(Question question) {
        return new PlanQuality(catalogue, question.features(), question.model());
    }

    private Function<ModelId, CallForecast> calls(Question question) {
        return forecasts.of(question.request(), question.features(), question.model());
    }

    /** Learned plans of eligible models alone, with stop rules that this code can weigh. */
    private static List<Plan> learned(Question question, List<CatalogueModel> models) {
        Set<ModelId> eligible = models.stream().map(CatalogueModel::id).collect(Collectors.toSet());
        return question.model().map(m -> m.learnedPlans(question.features())).orElse(List.of()).stream()
                .filter(plan -> eligible.containsAll(plan.models()) && runnable(plan))
                .toList();
    }

    private static boolean runnable(Plan plan) {
        return !(plan instanceof Cascade cascade) || Stopping.fits(cascade.rule());
    }

    /** One question's plans with what is predicted and forecast of them. */
    private final class Weighing {
        private final Question question;
        private final Function<ModelId, CallForecast> calls;
        private final PlanQuality quality;

        Weighing(Question question, Function<ModelId, CallForecast> calls, PlanQuality quality) {
            this.question = question;
            this.calls = calls;
            this.quality = quality;
        }

        Weighed of(List<Plan> plans, List<ModelId> singles) {
            PlanArithmetic arithmetic = new PlanArithmetic(calls);
            List<Candidate> candidates = plans.stream()
                    .map(p -> new Candidate(p, quality.of(p), arithmetic.forecast(p), Optional.empty(), 0))
                    .toList();
            List<ModelId> backup = singles.stream()
                    .filter(m -> question.targets().affords(arithmetic.forecast(new Single(m))))
                    .toList();
            Optional<RouterModel> model = question.model();
            return new Weighed(
                    Policy.champion(candidates, question.targets(), settings),
                    model.isPresent() ? LEARNED : RULE,
                    question.version(),
                    model.map(m -> m.cluster(question.features())).orElse(-1),
                    backup,
                    forecasts(plans, backup));
        }

        private Map<ModelId, CallForecast> forecasts(List<Plan> plans, List<ModelId> backup) {
            return Stream.concat(plans.stream().flatMap(p -> p.models().stream()), backup.stream())
                    .distinct()
                    .collect(Collectors.toMap(m -> m, calls));
        }
    }

    private static NoCandidate nothing(Wanted wanted) {
        return new NoCandidate(Verdict.Reason.NO_MODEL, wanted.obstacle());
    }
}
