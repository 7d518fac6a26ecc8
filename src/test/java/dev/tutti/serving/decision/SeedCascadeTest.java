package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.WorstCase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeedCascadeTest {
    private static final TestField SIX = TestField.of(Scene.six());

    @Test
    void theGrowingOneAsksTwoCheapOnesThenTheStrongestAndAtLastFusesAllOfThem() {
        Cascade growing = SeedCascade.growing(SIX.field()).orElseThrow();

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
        Cascade growing = SeedCascade.growing(SIX.field()).orElseThrow();
        PlanArithmetic arithmetic = new PlanArithmetic(SIX.calls(), WorstCase.COUNTED, 1);

        assertThat(growing.reach().getLast()).isBetween(0.01, 0.3);
        assertThat(arithmetic.forecast(growing).cost())
                .isLessThan(arithmetic.forecast(growing).costP95());
        assertThat(SIX.quality().of(growing).quality()).isBetween(0.8, 0.95);
    }

    @Test
    void itIsNeverFusedByAModelThatIsNotTrusted() {
        List<CatalogueModel> models = Scene.six().stream()
                .map(model -> model.id().value().equals("f1/m5") ? untrusted(model) : model)
                .toList();
        List<CatalogueModel> none =
                Scene.six().stream().map(SeedCascadeTest::untrusted).toList();

        assertThat(SeedCascade.growing(TestField.of(models).field()))
                .map(cascade -> cascade.steps().getLast())
                .contains(new Step.Fuse(new Aggregation.Synthesise(new ModelId("f0/m4"))));
        assertThat(SeedCascade.growing(TestField.of(none).field())).isEmpty();
    }

    @Test
    void withoutTwoCheapOnesThereIsNone() {
        TestField two = TestField.of(Scene.six().subList(4, 6));

        assertThat(SeedCascade.growing(two.field())).isEmpty();
    }

    private static Step ask(String model) {
        return new Step.Ask(new ModelId(model));
    }

    private static CatalogueModel untrusted(CatalogueModel model) {
        return TestField.trusted(model, Trust.UNTRUSTED);
    }
}
