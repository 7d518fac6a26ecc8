package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BanditEvidenceTest {
    private static final SortedMap<ModelId, Double> HALF_EACH =
            new TreeMap<>(Map.of(Recorded.CHEAP, 0.5, Recorded.STRONG, 0.5));
    /** Takes cheap, of which it expects more than it brings. */
    private static final RouterModel CHEAP = new Believing(Map.of(Recorded.CHEAP, 0.95, Recorded.STRONG, 0.5));

    private static final RouterModel STRONG = new Believing(Map.of(Recorded.CHEAP, 0.3, Recorded.STRONG, 0.95));

    private final Random random = new Random(11);

    @Test
    void whatAChoiceReallyBringsIsFoundThoughTheModelExpectsMore() {
        List<TrainingRow> rows = rows(4000, HALF_EACH);

        Duel duel = evidence(CHEAP, Optional.of(STRONG), rows, true).champion();

        assertThat(duel.challengerScore()).isCloseTo(0.7, within(0.04));
        assertThat(duel.rivalScore()).isCloseTo(0.9, within(0.04));
        assertThat(duel.challengerCost()).isCloseTo(0.0001, within(1e-6));
        assertThat(duel.rivalCost()).isCloseTo(0.004, within(2e-5));
    }

    @Test
    void withoutAModelThatServesTheLogItselfIsTheRival() {
        List<TrainingRow> rows = rows(4000, HALF_EACH);

        Duel duel = evidence(CHEAP, Optional.empty(), rows, true).champion();

        assertThat(duel.rivalScore())
                .isCloseTo(
                        rows.stream().mapToDouble(TrainingRow::score).average().orElseThrow(), within(1e-9));
    }

    @Test
    void twoThatChooseAlikeNeverDiffer() {
        Duel duel =
                evidence(CHEAP, Optional.of(CHEAP), rows(100, HALF_EACH), true).champion();

        assertThat(duel.score().mean()).isZero();
        assertThat(duel.cost().mean()).isZero();
    }

    @Test
    void aChoiceThatTheLogCouldNotHaveRunCountsAsAFailureWhereNothingElseProves() {
        List<TrainingRow> rows = rows(400, new TreeMap<>(Map.of(Recorded.CHEAP, 0.0, Recorded.STRONG, 1.0)));

        assertThat(evidence(CHEAP, Optional.empty(), rows, true).champion().challengerScore())
                .isZero();
        assertThat(evidence(CHEAP, Optional.empty(), rows, false).champion().challengerScore())
                .isCloseTo(0.95, within(1e-9));
        assertThat(evidence(STRONG, Optional.of(CHEAP), rows, true).champion().rivalScore())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void itStandsOnThreeHundredMatchesOfWhichNoneCountsForTooMany() {
        assertThat(evidence(CHEAP, Optional.empty(), rows(800, HALF_EACH), true).stands())
                .isTrue();
        assertThat(evidence(CHEAP, Optional.empty(), rows(400, HALF_EACH), true).stands())
                .isFalse();
        assertThat(evidence(
                                CHEAP,
                                Optional.empty(),
                                rows(60_000, new TreeMap<>(Map.of(Recorded.CHEAP, 0.01, Recorded.STRONG, 0.99))),
                                true)
                        .stands())
                .isFalse();
    }

    @Test
    void itNeverStandsForARouterWithPlansThatTheLogDidNotKnow() {
        RouterModel inventive = new Believing(Map.of(Recorded.CHEAP, 0.95), List.of(new Single(Recorded.SECOND)));

        assertThat(evidence(inventive, Optional.empty(), rows(800, HALF_EACH), true)
                        .stands())
                .isFalse();
    }

    @Test
    void theMixOfFixedPlansIsFoundFromRowsWithOneAnswerEach() {
        StaticMix mix = LoggedMix.of(rows(4000, HALF_EACH), CHEAP);

        assertThat(mix.best()).isEqualTo(new Single(Recorded.STRONG));
        assertThat(mix.exchange(0.002)).isCloseTo(0.2 / 0.0039, within(12.0));
    }

    private static BanditEvidence evidence(
            RouterModel challenger, Optional<RouterModel> champion, List<TrainingRow> rows, boolean alone) {
        BanditEvidence.Contest contest = new BanditEvidence.Contest(
                challenger, champion, challenger, LoggedMix.of(rows, challenger), PolicySettings.DEFAULTS);
        return BanditEvidence.of(contest, rows, alone);
    }

    /** Cheap is right on 70 % of the prompts, strong on 90 %. */
    private List<TrainingRow> rows(int count, SortedMap<ModelId, Double> propensities) {
        Essentials essentials = new Essentials();
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ModelId ran = random.nextDouble() < propensities.get(Recorded.CHEAP) ? Recorded.CHEAP : Recorded.STRONG;
            double score = random.nextDouble() < (ran.equals(Recorded.CHEAP) ? 0.7 : 0.9) ? 1 : 0;
            LabelledRow row = LoggedWorld.logged(i, ran, propensities, score);
            rows.add(new TrainingRow(
                    essentials.of(row.row()), score, row.labels().getFirst().source(), true));
        }
        return rows;
    }

    /** Expects the same of a model on every prompt. */
    private record Believing(Map<ModelId, Double> scores, List<Plan> learned) implements RouterModel {
        Believing(Map<ModelId, Double> scores) {
            this(scores, List.of());
        }

        @Override
        public String version() {
            return "believing";
        }

        @Override
        public int cluster(Features features) {
            return 0;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            return plan instanceof Single(ModelId model)
                    ? Optional.ofNullable(scores.get(model))
                            .map(score -> new Prediction(score, score, score, QualityBasis.MEASURED))
                    : Optional.empty();
        }

        @Override
        public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
            return OptionalLong.empty();
        }

        @Override
        public List<Plan> learnedPlans(Features features) {
            return learned;
        }
    }
}
