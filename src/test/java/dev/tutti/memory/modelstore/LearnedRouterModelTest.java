package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.learning.training.Trained;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.StopRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LearnedRouterModelTest {
    private static final ReleaseParts PARTS = Trained.parts(1);
    private static final ModelId NEW = new ModelId("live/new");
    private static final Plan WEAK = new Single(Trained.WEAK);
    private static final Plan STRONG = new Single(Trained.STRONG);

    private static RouterModel router(TrainedOn trainedOn, Map<ModelId, Origin> catalogue) {
        return PARTS.router("v", trainedOn, Catalogues.of(catalogue));
    }

    private static final RouterModel HERE = router(
            TrainedOn.THIS_DEPLOYMENT,
            Map.of(
                    Trained.STRONG,
                    Origin.REPLAYED,
                    Trained.WEAK,
                    Origin.REPLAYED,
                    Trained.SIMULATED,
                    Origin.SIMULATED,
                    NEW,
                    Origin.LIVE));

    private static Prediction predict(Features features, Plan plan) {
        return HERE.predict(features, plan).orElseThrow();
    }

    @Test
    void aWeakModelIsGoodOnEasyPromptsAndBadOnHardOnes() {
        assertThat(predict(Trained.easy(), WEAK).quality()).isGreaterThan(0.7);
        assertThat(predict(Trained.hard(), WEAK).quality()).isLessThan(0.4);
        assertThat(predict(Trained.hard(), STRONG).quality()).isGreaterThan(0.75);
    }

    @Test
    void labelsOfThisDeploymentAreMeasuredThoseOfAnotherArePriorsWithAWideInterval() {
        RouterModel elsewhere =
                router(TrainedOn.RECORDED, Map.of(Trained.STRONG, Origin.REPLAYED, Trained.WEAK, Origin.LIVE));

        Prediction measured = predict(Trained.easy(), STRONG);
        Prediction prior = elsewhere.predict(Trained.easy(), STRONG).orElseThrow();

        assertThat(measured.basis()).isEqualTo(QualityBasis.MEASURED);
        assertThat(prior.basis()).isEqualTo(QualityBasis.PRIOR);
        assertThat(prior.quality() - prior.lower()).isGreaterThanOrEqualTo(0.15 - 1e-9);
        assertThat(measured.quality() - measured.lower()).isLessThan(0.12);
        assertThat(elsewhere.predict(Trained.easy(), WEAK).orElseThrow().basis())
                .isEqualTo(QualityBasis.PRIOR);
    }

    @Test
    void whatWasLearnedFromSimulatedModelsIsSaidOfNoOther() {
        RouterModel real = router(
                TrainedOn.THIS_DEPLOYMENT,
                Map.of(Trained.SIMULATED, Origin.LIVE, Trained.SIMULATED_TOO, Origin.REPLAYED));
        RouterModel practice =
                router(TrainedOn.THIS_DEPLOYMENT, Map.of(NEW, Origin.SIMULATED, Trained.STRONG, Origin.SIMULATED));

        assertThat(real.predict(Trained.easy(), new Single(Trained.SIMULATED))).isEmpty();
        assertThat(real.predict(Trained.easy(), new Single(Trained.SIMULATED_TOO)))
                .isEmpty();
        assertThat(practice.predict(Trained.easy(), new Single(NEW))).isEmpty();
        assertThat(practice.predict(Trained.easy(), STRONG)).isEmpty();
        assertThat(predict(Trained.easy(), new Single(Trained.SIMULATED)).basis())
                .isEqualTo(QualityBasis.SIMULATED);
    }

    @Test
    void aPlanThatMixesSimulatedAndRealModelsIsNotScored() {
        Plan mixed =
                new MixedMoa(List.of(Trained.WEAK, Trained.SIMULATED), 2, new Aggregation.Synthesise(Trained.STRONG));

        assertThat(HERE.predict(Trained.easy(), mixed)).isEmpty();
    }

    @Test
    void realPredictionsDoNotMoveWhenSimulatedLabelsDo() {
        ReleaseParts without = new ReleaseParts(
                PARTS.clusters(),
                new ClusterTable(PARTS.table().strength(), PARTS.table().plans().headMap("single(simulated")),
                new TreeMap<>(Map.of(World.REAL, PARTS.success().get(World.REAL))),
                PARTS.blend(),
                PARTS.calibration(),
                PARTS.output(),
                PARTS.cascades(),
                PARTS.ensembles(),
                PARTS.composite(),
                PARTS.provenance(),
                PARTS.facts());
        RouterModel router =
                without.router("v", TrainedOn.THIS_DEPLOYMENT, Catalogues.of(Map.of(Trained.WEAK, Origin.REPLAYED)));

        assertThat(router.predict(Trained.hard(), WEAK)).contains(predict(Trained.hard(), WEAK));
    }

    @Test
    void level1SpeaksForAPlanWithFewLabelsWhereAPromptsOwnFiguresDoNotCount() {
        Map<String, ClusterTable.PlanCells> plans = new HashMap<>(PARTS.table().plans());
        plans.put(WEAK.notation(), lucky(4));
        ReleaseParts few = with(PARTS.success(), new TreeMap<>(plans));

        double described = overall(few, WEAK);
        double alone = overall(with(new TreeMap<>(), few.table().plans()), WEAK);

        assertThat(alone).as("four good labels and the table").isGreaterThan(0.85);
        assertThat(described).as("about half of the prompts are hard").isBetween(0.4, 0.7);
    }

    @Test
    void aPlanWithoutLabelsIsTheSameOnEachPromptWhereAPromptsOwnFiguresDoNotCount() {
        RouterModel mean = with(PARTS.success(), PARTS.table().plans())
                .router("v", TrainedOn.THIS_DEPLOYMENT, Catalogues.of(Map.of(NEW, Origin.LIVE)));

        assertThat(mean.predict(Trained.easy(), new Single(NEW))
                        .orElseThrow()
                        .forChoice()
                        .quality())
                .isCloseTo(
                        mean.predict(Trained.hard(), new Single(NEW))
                                .orElseThrow()
                                .forChoice()
                                .quality(),
                        within(1e-9));
    }

    @Test
    void whatIsToldIsOfThePromptAlsoWhereItDoesNotCountInTheChoice() {
        RouterModel mean = with(PARTS.success(), PARTS.table().plans())
                .router("v", TrainedOn.THIS_DEPLOYMENT, Catalogues.of(Map.of(Trained.WEAK, Origin.REPLAYED)));

        Prediction easy = mean.predict(Trained.easy(), WEAK).orElseThrow();
        Prediction hard = mean.predict(Trained.hard(), WEAK).orElseThrow();

        assertThat(easy.quality()).isGreaterThan(hard.quality() + 0.3);
        assertThat(easy.forChoice()).isEqualTo(hard.forChoice());
        assertThat(easy.forChoice().quality()).isBetween(hard.quality(), easy.quality());
    }

    @Test
    void whereAPromptsOwnFiguresCountWhollyTheChoiceStandsOnWhatIsTold() {
        assertThat(predict(Trained.hard(), WEAK).traffic()).isEmpty();
    }

    private static double overall(ReleaseParts parts, Plan plan) {
        RouterModel router =
                parts.router("v", TrainedOn.THIS_DEPLOYMENT, Catalogues.of(Map.of(Trained.WEAK, Origin.REPLAYED)));
        return router.predict(Trained.easy(), plan).orElseThrow().forChoice().quality();
    }

    private static ClusterTable.PlanCells lucky(int labels) {
        return new ClusterTable.PlanCells(
                new ClusterTable.Cell(labels, 1), List.of(new ClusterTable.Cell(labels, 1)), new TreeMap<>());
    }

    /** The same release, except that a prompt's own figures do not count. */
    private static ReleaseParts with(
            SortedMap<World, SuccessModel> success, SortedMap<String, ClusterTable.PlanCells> plans) {
        return new ReleaseParts(
                PARTS.clusters(),
                new ClusterTable(PARTS.table().strength(), plans),
                success,
                PARTS.blend().trusting(0),
                Calibration.NONE,
                PARTS.output(),
                PARTS.cascades(),
                PARTS.ensembles(),
                PARTS.composite(),
                PARTS.provenance(),
                PARTS.facts());
    }

    @Test
    void aRealModelNeverMetIsDescribedByPriceAndSizeAsAPrior() {
        Prediction described = predict(Trained.easy(), new Single(NEW));

        assertThat(described.basis()).isEqualTo(QualityBasis.PRIOR);
        assertThat(described.upper() - described.lower()).isGreaterThan(0.25);
    }

    private static RouterModel elsewhere(CatalogueModel model) {
        return PARTS.router("v", TrainedOn.SIMULATED_AND_RECORDED, new Catalogue("1", List.of(model)));
    }

    private static CatalogueModel stranger(SizeClass size) {
        return Catalogues.model(NEW, Origin.LIVE, size, Optional.empty());
    }

    @Test
    void whatOthersOutcomesSayOfAModelNeverMetIsMixedWithWhatIsExpectedOfItsSize() {
        Prediction small = elsewhere(stranger(SizeClass.SMALL))
                .predict(Trained.easy(), new Single(NEW))
                .orElseThrow();
        Prediction frontier = elsewhere(stranger(SizeClass.FRONTIER))
                .predict(Trained.easy(), new Single(NEW))
                .orElseThrow();

        assertThat(small.basis()).isEqualTo(QualityBasis.PRIOR);
        assertThat(small.quality() - small.lower()).isBetween(0.15, 0.3);
        assertThat(frontier.quality() - small.quality()).isBetween(0.05, 0.2);
    }

    @Test
    void aFigureThatTheCatalogueGivesOfAModelNeverMetIsNotOverruledByOthersOutcomes() {
        PriorQuality said = new PriorQuality(0.9, 0.05);
        CatalogueModel told = Catalogues.model(NEW, Origin.LIVE, SizeClass.SMALL, Optional.of(said));

        assertThat(elsewhere(told).predict(Trained.easy(), new Single(NEW))).isEmpty();
        assertThat(PARTS.router("v", TrainedOn.THIS_DEPLOYMENT, new Catalogue("1", List.of(told)))
                        .predict(Trained.easy(), new Single(NEW)))
                .as("of this deployment's own log it is")
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = TrainedOn.class,
            names = {"RECORDED", "SIMULATED_AND_RECORDED"})
    void nobodyIsMeasuredByWhatWasRecordedElsewhereWhateverItIsCalled(TrainedOn elsewhere) {
        for (Origin origin : List.of(Origin.LIVE, Origin.REPLAYED)) {
            RouterModel router = router(elsewhere, Map.of(Trained.STRONG, origin));

            assertThat(router.predict(Trained.easy(), STRONG).orElseThrow().basis())
                    .isEqualTo(QualityBasis.PRIOR);
        }
    }

    @Test
    void anEnsembleWithoutLabelsRestsOnItsMembersAndSaysPrior() {
        Plan vote = new SelfMoa(Trained.WEAK, 6, new Aggregation.Synthesise(Trained.STRONG));
        double weak = predict(Trained.hard(), WEAK).quality();
        double strong = predict(Trained.hard(), STRONG).quality();

        Prediction ensemble = predict(Trained.hard(), vote);

        assertThat(ensemble.basis()).isEqualTo(QualityBasis.PRIOR);
        assertThat(ensemble.quality()).isBetween(weak, strong);
    }

    @Test
    void whatElseWasAskedOnThePromptChangesNoPrediction() {
        Plan both = new SelfMoa(Trained.WEAK, 6, new Aggregation.Synthesise(Trained.STRONG));
        Features easy = Trained.easy();
        Features hard = Trained.hard();

        Prediction before = predict(easy, both);
        predict(hard, both);
        predict(easy, WEAK);
        predict(easy, STRONG);

        assertThat(predict(easy, both)).isEqualTo(before);
        assertThat(predict(Trained.easy(), both)).isEqualTo(before);
        assertThat(predict(hard, both)).isNotEqualTo(before);
    }

    @Test
    void aLearnedCascadeIsFoldedForThePromptAndScoredByWhatItBrought() {
        Cascade easy = (Cascade) HERE.learnedPlans(Trained.easy()).getFirst();
        Cascade hard = (Cascade) HERE.learnedPlans(Trained.hard()).getFirst();

        assertThat(gain(hard)).isGreaterThan(gain(easy));
        assertThat(easy.reach()).containsExactly(1.0, 0.4);
        assertThat(predict(Trained.easy(), easy).quality()).isCloseTo(0.88, within(1e-9));
        assertThat(predict(Trained.easy(), easy).basis()).isEqualTo(QualityBasis.MEASURED);
    }

    private static double gain(Cascade cascade) {
        return ((StopRule.NextCall) cascade.rule()).branches().getFirst().gain().intercept();
    }

    @Test
    void plansWhoseModelsAreGoneAreNotOffered() {
        RouterModel alone = router(TrainedOn.THIS_DEPLOYMENT, Map.of(Trained.WEAK, Origin.REPLAYED));

        assertThat(alone.learnedPlans(Trained.easy())).isEmpty();
    }

    @Test
    void featuresOfAnotherSchemaGetNoAnswer() {
        Features other = new Features(2, "", new double[] {1, 2, 3}, new int[0]);

        assertThat(HERE.predict(other, WEAK)).isEmpty();
        assertThat(HERE.cluster(other)).isEqualTo(-1);
        assertThat(HERE.learnedPlans(other)).isEmpty();
        assertThat(HERE.outputTokens(other, Trained.WEAK, 0.5)).isEmpty();
    }
}
