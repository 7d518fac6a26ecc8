package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.WorstCase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class SeedCascadeTest {
    private static final Features FEATURES =
            new FeatureExtractor().extract(Requests.asking("How many ships?"), Optional.empty());
    private static final Catalogue SIX = new Catalogue("test", Scene.six());

    @Test
    void theGrowingOneAsksTwoCheapOnesThenTheStrongestAndAtLastFusesAllOfThem() {
        Cascade growing = SeedCascade.growing(field(SIX)).orElseThrow();

        assertThat(growing.steps())
                .containsExactly(
                        ask("f3/m3"),
                        ask("f2/m2"),
                        ask("f0/m4"),
                        ask("f1/m5"),
                        new Step.Fuse(new Aggregation.Synthesise(new ModelId("f1/m5"))));
    }

    @Test
    void itIsExpectedToFuseSeldomAndToCostLessThanAllOfItWould() {
        Cascade growing = SeedCascade.growing(field(SIX)).orElseThrow();
        PlanArithmetic arithmetic = new PlanArithmetic(calls(SIX), WorstCase.COUNTED, 1);

        assertThat(growing.reach().getLast()).isBetween(0.01, 0.3);
        assertThat(arithmetic.forecast(growing).cost())
                .isLessThan(arithmetic.forecast(growing).costP95());
        assertThat(new PlanQuality(SIX, FEATURES, Optional.empty()).of(growing).quality())
                .isBetween(0.8, 0.95);
    }

    @Test
    void itIsNeverFusedByAModelThatIsNotTrusted() {
        List<CatalogueModel> models = Scene.six().stream()
                .map(model -> model.id().value().equals("f1/m5") ? untrusted(model) : model)
                .toList();
        List<CatalogueModel> none =
                Scene.six().stream().map(SeedCascadeTest::untrusted).toList();

        assertThat(SeedCascade.growing(field(new Catalogue("test", models))))
                .map(cascade -> cascade.steps().getLast())
                .contains(new Step.Fuse(new Aggregation.Synthesise(new ModelId("f0/m4"))));
        assertThat(SeedCascade.growing(field(new Catalogue("test", none)))).isEmpty();
    }

    @Test
    void withoutTwoCheapOnesThereIsNone() {
        Catalogue two = new Catalogue("test", Scene.six().subList(4, 6));

        assertThat(SeedCascade.growing(field(two))).isEmpty();
    }

    private static Step ask(String model) {
        return new Step.Ask(new ModelId(model));
    }

    private static Field field(Catalogue catalogue) {
        return new Field(
                List.copyOf(catalogue.models()),
                new PlanQuality(catalogue, FEATURES, Optional.empty())::of,
                calls(catalogue));
    }

    private static Function<ModelId, CallForecast> calls(Catalogue catalogue) {
        Tokens output = new Tokens(200);
        return id -> new CallForecast(
                catalogue.get(id).price(),
                new Tokens(100),
                output,
                output,
                output,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    private static CatalogueModel untrusted(CatalogueModel model) {
        return new CatalogueModel(
                model.id(),
                model.price(),
                model.contextWindow(),
                model.maxOutput(),
                model.abilities(),
                model.family(),
                model.size(),
                Trust.UNTRUSTED,
                model.origin(),
                model.prior(),
                model.endpoint());
    }
}
