package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.Strategy;
import dev.tutti.words.plan.WorstCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Catalogues of any mix of trust, sizes, prices and published qualities. */
final class PlanShelfPropertyTest {
    private static final List<String> PRICES = List.of("0", "0.05", "0.3", "1", "15");

    @Property(tries = 300)
    void everyPlanOfferedIsOfTheFieldPricedPredictedAndAggregatedByATrustedModel(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int size) {
        TestField ground = TestField.of(models(size, new Random(seed)));
        Catalogue catalogue = ground.catalogue();
        PlanArithmetic arithmetic = new PlanArithmetic(ground.calls(), WorstCase.COUNTED, 1);

        List<Plan> plans = new PlanShelf(ground.field()).plans(List.of());

        assertThat(plans).doesNotHaveDuplicates();
        for (Plan plan : plans) {
            PlanForecast forecast = arithmetic.forecast(plan);
            Prediction prediction = ground.quality().of(plan);
            assertThat(plan.models())
                    .allSatisfy(id -> assertThat(catalogue.find(id)).isPresent());
            assertThat(forecast.costP95()).isGreaterThanOrEqualTo(forecast.cost());
            assertThat(forecast.latencyP95()).isPositive();
            assertThat(prediction.quality()).isBetween(prediction.lower(), prediction.upper());
            assertThat(aggregator(plan).stream())
                    .allSatisfy(by -> assertThat(catalogue.get(by).trust()).isEqualTo(Trust.TRUSTED));
        }
    }

    @Property(tries = 300)
    void theCheapestAndTheBestModelAndAllStrategiesThatThereCanBeAreAmongTheCandidates(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int size) {
        Field field = TestField.of(models(size, new Random(seed))).field();

        List<Plan> plans = new PlanShelf(field).plans(List.of());
        List<Plan> candidates = plans.stream().limit(PlanShelf.MOST).toList();

        assertThat(candidates)
                .contains(new Single(field.best().id()))
                .contains(new Single(field.cheapest(1).best().id()));
        assertThat(candidates.stream().map(Plan::strategy).collect(Collectors.toSet()))
                .contains(Strategy.SINGLE, Strategy.SELF_MOA)
                .satisfies(found -> assertThat(found.contains(Strategy.SELF_MOA_SEQ))
                        .isEqualTo(field.aggregator().isPresent()));
        assertThat(candidates.stream().anyMatch(plan -> plan instanceof Cascade)
                        || SeedCascade.of(field).isEmpty())
                .as("a cascade of models that differ in price is among the candidates")
                .isTrue();
        assertThat(plans.stream().map(Plan::strategy)).contains(Strategy.CASCADE);
    }

    private static Optional<ModelId> aggregator(Plan plan) {
        return switch (plan) {
            case Single _ -> Optional.empty();
            case SelfMoa self -> self.aggregation().caller();
            case SelfMoaSeq seq -> Optional.of(seq.aggregator());
            case MixedMoa mixed -> mixed.aggregation().caller();
            case Cascade cascade ->
                cascade.steps().getLast() instanceof Step.Fuse(Aggregation last) ? last.caller() : Optional.empty();
        };
    }

    private static List<CatalogueModel> models(int size, Random random) {
        List<CatalogueModel> models = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String id = "f" + random.nextInt(5) + "/m" + i;
            models.add(with(Scene.model(id, any(PRICES, random), 0.5, Origin.LIVE), random));
        }
        return models;
    }

    private static CatalogueModel with(CatalogueModel model, Random random) {
        return TestField.with(
                model,
                any(List.of(SizeClass.values()), random),
                any(List.of(Trust.values()), random),
                random.nextBoolean() ? Optional.of(new PriorQuality(random.nextDouble(), 0.05)) : Optional.empty(),
                Optional.empty());
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
