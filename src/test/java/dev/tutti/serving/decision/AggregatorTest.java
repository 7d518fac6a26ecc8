package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who answers best need not aggregate best. */
final class AggregatorTest {
    private static final CatalogueModel BEST = Scene.model("a/best", "3", 0.9, Origin.LIVE);
    private static final CatalogueModel GOOD = Scene.model("b/good", "1", 0.8, Origin.LIVE);
    private static final CatalogueModel PLAIN = Scene.model("c/plain", "1", 0.7, Origin.LIVE);

    @Test
    void withoutAWordOfTheCatalogueTheBestModelAggregates() {
        assertThat(aggregator(BEST, GOOD, PLAIN)).contains(BEST.id());
    }

    @Test
    void theMostSkilledAtItAggregatesThoughAnotherAnswersBetter() {
        assertThat(aggregator(BEST, skilled(GOOD, 0.95, Trust.TRUSTED), PLAIN)).contains(GOOD.id());
        assertThat(aggregator(skilled(BEST, 0.5, Trust.TRUSTED), GOOD, PLAIN)).contains(GOOD.id());
        assertThat(aggregator(BEST, skilled(GOOD, 0.9, Trust.TRUSTED), PLAIN))
                .as("of equal ones the better model")
                .contains(BEST.id());
    }

    @Test
    void noSkillMakesUpForTrust() {
        assertThat(aggregator(BEST, skilled(GOOD, 1, Trust.UNTRUSTED), PLAIN)).contains(BEST.id());
    }

    @Test
    void theSkillCountsInWhatIsExpectedOfThePlan() {
        MixedMoa plan = new MixedMoa(List.of(BEST.id(), PLAIN.id()), 2, new Aggregation.Synthesise(GOOD.id()));

        assertThat(quality(skilled(GOOD, 0.95, Trust.TRUSTED)).of(plan).quality())
                .isGreaterThan(quality(GOOD).of(plan).quality() + 0.03);
    }

    private static PlanQuality quality(CatalogueModel good) {
        return TestField.of(List.of(BEST, good, PLAIN)).quality();
    }

    private static Optional<ModelId> aggregator(CatalogueModel... models) {
        return TestField.of(List.of(models)).field().aggregator();
    }

    private static CatalogueModel skilled(CatalogueModel model, double score, Trust trust) {
        return TestField.with(model, model.size(), trust, model.prior(), Optional.of(new PriorQuality(score, 0.05)));
    }
}
