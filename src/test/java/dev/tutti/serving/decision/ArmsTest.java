package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.modelstore.Stage;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two routers over the same requests, one on its way to take the other's place. */
final class ArmsTest {
    private static final ChatRequest QUESTION = Requests.asking("How many apples are left in the basket?");
    private static final RoutingOptions AUTO = RoutingOptions.of(new Selector.Auto());
    private static final ModelId BROKEN = new ModelId("broken/any");
    private static final int REQUESTS = 4_000;

    /** Each is sure of one model, and both think well enough of all others to explore them. */
    private record Sure(String version, ModelId of) implements RouterModel {
        @Override
        public int cluster(Features features) {
            return 0;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            if (of.equals(BROKEN)) {
                throw new IllegalStateException("broken");
            }
            double quality = plan.equals(new Single(of)) ? 0.95 : 0.8;
            return Optional.of(new Prediction(quality, quality - 0.05, quality + 0.05, QualityBasis.MEASURED));
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

    private static final Sure CHAMPION = new Sure("old", new ModelId("f1/m1"));
    private static final Sure CHALLENGER = new Sure("new", new ModelId("f2/m2"));
    private static final Sure ALIKE = new Sure("new", CHAMPION.of());

    private Scene scene = new Scene(Optional.empty(), Scene.six());

    private void serving(Optional<RouterModel> champion, RouterModel challenger, Stage stage) {
        scene.serving = new ServingModels(champion, Optional.of(new ServingModels.Challenger(challenger, stage)));
    }

    private Decision decide(String id) {
        return ((Verdict.Chosen) scene.decide(id, QUESTION, AUTO)).decision();
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void theChallengerDecidesItsShareAndTheRowSaysWhoDecided(Stage stage) {
        serving(Optional.of(CHAMPION), CHALLENGER, stage);

        int challenger = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Decision decision = decide("r" + i);
            Arm arm = decision.receipt().arm().orElseThrow();
            challenger += arm.challenger() ? 1 : 0;
            assertThat(decision.receipt().routerVersion()).isEqualTo(arm.challenger() ? "new" : "old");
            assertThat(arm.other()).isEqualTo(arm.challenger() ? "old" : "new");
            assertThat(arm.share()).isEqualTo(stage.share());
            assertThat(arm.alike()).isFalse();
            assertThat(decision.rival().orElseThrow().chosen().plan())
                    .isEqualTo(new Single((arm.challenger() ? CHAMPION : CHALLENGER).of()));
        }

        // Five standard deviations of a binomial.
        double wide = 5 * Math.sqrt(REQUESTS * stage.share() * (1 - stage.share()));
        assertThat((double) challenger).isBetween(REQUESTS * stage.share() - wide, REQUESTS * stage.share() + wide);
    }

    @Test
    void whoTheChallengerDecidedForAtASmallShareItDecidesForAtEveryLargerOne() {
        Set<String> before = new HashSet<>();
        for (Stage stage : Stage.values()) {
            serving(Optional.of(CHAMPION), CHALLENGER, stage);
            Set<String> now = new HashSet<>();
            for (int i = 0; i < 500; i++) {
                if (decide("r" + i).receipt().arm().orElseThrow().challenger()) {
                    now.add("r" + i);
                }
            }
            assertThat(now).containsAll(before);
            before = now;
        }
    }

    /** What an estimator may rely on. */
    @Test
    void theMixtureOfBothRoutersPropensitiesIsHowOftenAPlanRuns() {
        scene = new Scene(Optional.empty(), Scene.six(), Map.of("tutti.decision.exploration.max-spend-share", "1"));
        serving(Optional.of(CHAMPION), CHALLENGER, Stage.QUARTER);
        Map<Plan, Integer> ran = new HashMap<>();
        Map<Plan, Double> marginal = new HashMap<>();
        double weights = 0;

        for (int i = 0; i < REQUESTS; i++) {
            Decision decision = decide("r" + i);
            Plan plan = decision.chosen().plan();
            ran.merge(plan, 1, Integer::sum);
            double mixed = decision.receipt().arm().orElseThrow().marginal(decision.propensity());
            assertThat(marginal.computeIfAbsent(plan, first -> mixed)).isCloseTo(mixed, within(1e-9));
            weights += plan.equals(new Single(CHAMPION.of())) ? 1 / mixed : 0;
        }

        assertThat(ran).hasSizeGreaterThan(2);
        ran.forEach((plan, times) -> {
            double expected = REQUESTS * marginal.getOrDefault(plan, 0.0);
            assertThat((double) times)
                    .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
        });
        assertThat(weights / REQUESTS)
                .as("the weights of one plan's rows stand for all requests")
                .isBetween(0.9, 1.1);
    }

    @Test
    void twoThatWouldRunTheSameSaySo() {
        serving(Optional.of(CHAMPION), ALIKE, Stage.QUARTER);

        for (int i = 0; i < 200; i++) {
            Decision decision = decide("r" + i);
            Arm arm = decision.receipt().arm().orElseThrow();
            assertThat(arm.alike()).isTrue();
            assertThat(arm.marginal(decision.propensity())).isEqualTo(decision.propensity());
        }
    }

    @Test
    void theFirstReleaseStandsBesideTheRule() {
        serving(Optional.empty(), CHALLENGER, Stage.SHADOW);

        Decision decision = decide("r1");

        assertThat(decision.receipt().routerVersion()).isEqualTo("none");
        assertThat(decision.rival().orElseThrow().receipt().routerVersion()).isEqualTo("new");
    }

    @Test
    void aChallengerThatBreaksCostsNoRequestItsChampion() {
        serving(Optional.of(CHAMPION), new Sure("new", BROKEN), Stage.SHADOW);

        Decision decision = decide("r1");

        assertThat(decision.receipt().routerVersion()).isEqualTo("old");
        assertThat(decision.receipt().arm().orElseThrow().challenger()).isFalse();
    }

    @Test
    void aChallengerThatCannotTellItsVersionLeavesTheChampionAlone() {
        RouterModel nameless = new RouterModel() {
            @Override
            public String version() {
                throw new IllegalStateException("nameless");
            }

            @Override
            public int cluster(Features features) {
                return CHALLENGER.cluster(features);
            }

            @Override
            public Optional<Prediction> predict(Features features, Plan plan) {
                return CHALLENGER.predict(features, plan);
            }

            @Override
            public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
                return CHALLENGER.outputTokens(features, model, quantile);
            }

            @Override
            public List<Plan> learnedPlans(Features features) {
                return CHALLENGER.learnedPlans(features);
            }
        };
        serving(Optional.of(CHAMPION), nameless, Stage.WHOLE);

        Decision decision = decide("r1");

        assertThat(decision.receipt().routerVersion()).isEqualTo("old");
        assertThat(decision.receipt().arm()).isEmpty();
        assertThat(scene.failures).isEqualTo(1);
    }

    @Test
    void withoutOneOnItsWayARowSaysNothingOfArms() {
        scene.serving = ServingModels.of(Optional.of(CHAMPION));

        assertThat(decide("r1").receipt().arm()).isEmpty();
        assertThat(decide("r1").rival()).isEmpty();
    }

    @Test
    void swapsUnderLoadMixNothing() throws Exception {
        List<ServingModels> all = List.of(
                ServingModels.of(Optional.of(CHAMPION)),
                new ServingModels(
                        Optional.of(CHAMPION), Optional.of(new ServingModels.Challenger(CHALLENGER, Stage.QUARTER))),
                ServingModels.of(Optional.of(CHALLENGER)));
        try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> done = List.of(callers.submit(() -> all(all, "a")), callers.submit(() -> all(all, "b")));
            for (Future<?> one : done) {
                one.get();
            }
        }
    }

    private void all(List<ServingModels> swapped, String name) {
        for (int i = 0; i < 2_000; i++) {
            scene.serving = swapped.get(i % swapped.size());
            Decision decision = decide(name + i);
            String version = decision.receipt().routerVersion();
            Sure own = version.equals("old") ? CHAMPION : CHALLENGER;
            if (!decision.explored()) {
                assertThat(decision.chosen().plan()).isEqualTo(new Single(own.of()));
            }
            decision.receipt().arm().ifPresent(arm -> {
                assertThat(arm.share()).isEqualTo(0.25);
                assertThat(arm.other()).isNotEqualTo(version);
                assertThat(arm.challenger()).isEqualTo(version.equals("new"));
            });
        }
    }
}
