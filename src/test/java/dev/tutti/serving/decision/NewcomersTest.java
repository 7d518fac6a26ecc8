package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.Certificates;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which requests a newcomer serves, and what is said of a model in a version that nobody measured. */
final class NewcomersTest {
    private static final ModelId NEW = new ModelId("f0/m0");
    private static final ChatRequest QUESTION = Requests.asking("How many apples are left in the basket?");
    private static final int REQUESTS = 400;

    private final Scene scene = new Scene(Optional.of(new Measuring(NEW)), Scene.six());

    private static RoutingOptions options(double target, Optional<WhenInfeasible> otherwise, boolean explore) {
        RoutingOptions auto = RoutingOptions.of(new Selector.Auto());
        return new RoutingOptions(
                auto.selector(),
                OptionalDouble.of(target),
                auto.maxCost(),
                auto.maxLatency(),
                auto.task(),
                auto.strategies(),
                auto.models(),
                otherwise,
                explore,
                auto.explain(),
                auto.session());
    }

    private static Newcomers.Picture picture(Newcomers.Wanted wanted) {
        return new Newcomers.Picture(List.of(wanted), Set.of(), Map.of());
    }

    private void newcomer(int most, double score) {
        scene.newcomers.replace(picture(new Newcomers.Wanted(new Newcomer(NEW, 0.1, score), most)), Map.of());
    }

    private List<Decision> decide(RoutingOptions options) {
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> scene.decide("r" + i, QUESTION, options))
                .map(verdict -> ((Verdict.Chosen) verdict).decision())
                .toList();
    }

    private static List<Decision> introduced(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.receipt().policy().equals("newcomer"))
                .toList();
    }

    @Test
    void aNewcomerServesAboutItsShareUntilItHasServedEnoughAndReceiptsSaySo() {
        newcomer(25, 0.9);

        List<Decision> decisions = decide(options(0.8, Optional.empty(), true));

        assertThat(introduced(decisions))
                .as("a tenth of 400 would be 40")
                .hasSize(25)
                .allSatisfy(decision -> {
                    assertThat(decision.chosen().plan()).isEqualTo(new Single(NEW));
                    assertThat(decision.explored()).isTrue();
                    assertThat(decision.propensity()).isGreaterThanOrEqualTo(0.1);
                    assertThat(decision.receipt().candidates().stream()
                                    .mapToDouble(Candidate::propensity)
                                    .sum())
                            .isCloseTo(1, within(1e-9));
                });
        assertThat(decisions.getLast().receipt().policy()).isEqualTo("learned");
    }

    @Test
    void aNewcomerThatStandsNotAmongTheFewSinglesOfTheShelfIsOfferedAllTheSame() {
        ModelId last = new ModelId("f3/m3");
        Scene many = new Scene(Optional.of(new Measuring(last)), Scene.many(30));
        many.newcomers.replace(picture(new Newcomers.Wanted(new Newcomer(last, 0.5, 0.9), REQUESTS)), Map.of());

        List<Decision> decisions = IntStream.range(0, 20)
                .mapToObj(i -> many.decide("r" + i, QUESTION, options(0.8, Optional.empty(), true)))
                .map(verdict -> ((Verdict.Chosen) verdict).decision())
                .toList();

        assertThat(introduced(decisions)).isNotEmpty();
    }

    @Test
    void aNewcomerThatIsSafeForNobodyKeepsNoOtherFromServing() {
        ModelId dear = new ModelId("f1/m5");
        scene.newcomers.replace(
                new Newcomers.Picture(
                        List.of(
                                new Newcomers.Wanted(new Newcomer(dear, 0.1, 0), REQUESTS),
                                new Newcomers.Wanted(new Newcomer(NEW, 0.1, 0.9), REQUESTS)),
                        Set.of(),
                        Map.of()),
                Map.of());

        assertThat(introduced(decide(options(0.8, Optional.empty(), true))))
                .hasSizeGreaterThan(5)
                .allSatisfy(decision -> assertThat(decision.chosen().plan()).isEqualTo(new Single(NEW)));
    }

    @Test
    void aDryRunCountsNothing() {
        newcomer(1, 0.9);

        for (int i = 0; i < REQUESTS; i++) {
            scene.preview("r" + i, QUESTION, options(0.8, Optional.empty(), true));
        }

        assertThat(introduced(decide(options(0.8, Optional.empty(), true)))).hasSize(1);
    }

    @Test
    void whoWantsTheTargetOrNothingOrNoExplorationIsServedByNoNewcomer() {
        newcomer(REQUESTS, 0.9);

        assertThat(introduced(decide(options(0.8, Optional.of(WhenInfeasible.REJECT), true))))
                .isEmpty();
        assertThat(introduced(decide(options(0.8, Optional.empty(), false)))).isEmpty();
        assertThat(introduced(decide(RoutingOptions.of(new Selector.Model(new ModelId("f1/m5"))))))
                .isEmpty();
    }

    @Test
    void whatTheLogKnowsCountsAfterARestartAndANewVersionBeginsAnew() {
        Newcomers.Wanted wanted = new Newcomers.Wanted(new Newcomer(NEW, 0.1, 0.9), 25);
        scene.newcomers.replace(picture(wanted), Map.of(NEW, 24));

        assertThat(introduced(decide(options(0.8, Optional.empty(), true)))).hasSize(1);
        scene.newcomers.replace(picture(wanted), Map.of(NEW, 0));
        assertThat(introduced(decide(options(0.8, Optional.empty(), true)))).hasSize(25);
    }

    @Test
    void whatWasMeasuredOfAnotherVersionIsAWidePriorOfPlansWithThatModelAndPromisesNothing() {
        scene.newcomers.replace(new Newcomers.Picture(List.of(), Set.of(new ModelId("f1/m5")), Map.of()), Map.of());
        RouterModel doubted = scene.newcomers.informed(new Measuring(NEW));
        Features features = new FeatureExtractor().extract(QUESTION, Optional.empty());

        Prediction other =
                doubted.predict(features, new Single(new ModelId("f1/m5"))).orElseThrow();
        Prediction same =
                doubted.predict(features, new Single(new ModelId("f0/m4"))).orElseThrow();

        assertThat(other.basis()).isEqualTo(QualityBasis.PRIOR);
        assertThat(other.quality()).isEqualTo(0.95);
        assertThat(other.lower()).isEqualTo(0.75);
        assertThat(same.basis()).isEqualTo(QualityBasis.MEASURED);
        assertThat(doubted.measured(new ModelId("f1/m5"))).isFalse();
        assertThat(doubted.certificates()).isEqualTo(Certificates.NONE);
        Decision decision =
                ((Verdict.Chosen) scene.decide("r", QUESTION, options(0.9, Optional.empty(), false))).decision();
        assertThat(decision.chosen().plan()).isEqualTo(new Single(new ModelId("f0/m4")));
    }

    @Test
    void ofAModelThatGotKnownSinceItsOwnLabelsSpeakUntilAReleaseHasLearnedThem() {
        scene.newcomers.replace(
                new Newcomers.Picture(List.of(), Set.of(), Map.of(NEW, new Newcomers.Heard(0.9, 97))), Map.of());
        Features features = new FeatureExtractor().extract(QUESTION, Optional.empty());

        Prediction said = scene.newcomers
                .informed(new Measuring(NEW))
                .predict(features, new Single(NEW))
                .orElseThrow();

        assertThat(said.basis()).isEqualTo(QualityBasis.MEASURED);
        assertThat(said.quality())
                .as("97 labels of 0.9, and 3 for what it resembles")
                .isCloseTo(0.8895, within(1e-9));
        assertThat(said.upper() - said.lower()).isCloseTo(2 * 1.6449 * Math.sqrt(0.8895 * 0.1105 / 98), within(1e-9));
        Decision decision =
                ((Verdict.Chosen) scene.decide("r", QUESTION, options(0.8, Optional.empty(), false))).decision();
        assertThat(decision.chosen().plan()).as("the cheapest of all").isEqualTo(new Single(NEW));
    }

    /** All but the newcomer are sure to be good, the last one best. */
    private record Measuring(ModelId newcomer) implements RouterModel {
        @Override
        public String version() {
            return "test-1";
        }

        @Override
        public int cluster(Features features) {
            return 0;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            if (!(plan instanceof Single(ModelId model))) {
                return Optional.of(new Prediction(0.5, 0.4, 0.6, QualityBasis.MEASURED));
            }
            if (model.equals(newcomer)) {
                return Optional.of(new Prediction(0.55, 0.4, 0.8, QualityBasis.PRIOR));
            }
            double quality = model.value().endsWith("5") ? 0.95 : model.value().endsWith("4") ? 0.93 : 0.6;
            return Optional.of(new Prediction(quality, quality - 0.02, quality + 0.02, QualityBasis.MEASURED));
        }

        @Override
        public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
            return OptionalLong.empty();
        }

        @Override
        public List<Plan> learnedPlans(Features features) {
            return List.of();
        }
    }
}
