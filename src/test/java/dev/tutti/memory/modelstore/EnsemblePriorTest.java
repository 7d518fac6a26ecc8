package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.PanelGain;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class EnsemblePriorTest {
    private static final double MEMBERS = 0.7;
    private static final List<ModelId> PANEL =
            List.of(new ModelId("a/one"), new ModelId("b/two"), new ModelId("c/three"));
    private static final Aggregation BY = new Aggregation.Synthesise(PANEL.getFirst());
    private static final Aggregation VOTE = new Aggregation.Vote(Reliability.EQUAL);

    private final EnsemblePrior prior = new EnsemblePrior(Composite.PUBLISHED, _ -> Optional.empty());

    @Test
    void aThirdLayerBringsMoreThanTwoAndAFourthNoMore() {
        double two = quality(new MixedMoa(PANEL, 2, BY));
        double three = quality(new MixedMoa(PANEL, 3, BY));

        assertThat(two).isGreaterThan(MEMBERS);
        assertThat((three - MEMBERS) / (two - MEMBERS)).isEqualTo(PanelGain.THIRD_ROUND, Offset.offset(1e-9));
        assertThat(quality(new MixedMoa(PANEL, 4, BY))).isEqualTo(three);
    }

    @Test
    void anAdaptiveVoteKeepsItsShareOfTheWholeVotesGain() {
        double whole = quality(new MixedMoa(PANEL, 2, VOTE));
        double until = quality(new MixedMoa(PANEL, 2, VOTE, Optional.of(Adaptive.STANDARD)));

        assertThat((until - MEMBERS) / (whole - MEMBERS)).isEqualTo(PanelGain.ADAPTIVE, Offset.offset(1e-9));
    }

    @Test
    void anAggregatorCountsByItsSkillAtThatWhereTheCatalogueKnowsIt() {
        EnsemblePrior skilled = new EnsemblePrior(
                Composite.PUBLISHED,
                model -> model.equals(PANEL.getFirst()) ? Optional.of(new PriorQuality(0.8, 0.1)) : Optional.empty());

        assertThat(quality(skilled, new MixedMoa(PANEL, 2, BY)))
                .isGreaterThan(quality(prior, new MixedMoa(PANEL, 2, BY)) + 0.04);
        assertThat(quality(skilled, new MixedMoa(PANEL, 2, VOTE)))
                .isEqualTo(quality(prior, new MixedMoa(PANEL, 2, VOTE)));
    }

    private double quality(Plan plan) {
        return quality(prior, plan);
    }

    private static double quality(EnsemblePrior prior, Plan plan) {
        return prior.of(plan, _ -> Optional.of(new Belief(MEMBERS, 0.01, QualityBasis.MEASURED)))
                .orElseThrow()
                .quality();
    }
}
