package dev.tutti.sense.policy;

import static dev.tutti.sense.policy.Plans.plan;
import static dev.tutti.sense.policy.Plans.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.plan.WhenInfeasible;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PolicyTest {
    private static final Candidate CHEAP = plan("cheap", 0.62, 0.71, 1_000, 2_000, 900);
    private static final Candidate GOOD = plan("good", 0.82, 0.85, 4_000, 6_000, 2_000);
    private static final Candidate DEAR = plan("dear", 0.85, 0.9, 9_000, 12_000, 3_000);

    @Test
    void theCheapestPlanThatReachesTheTargetIsChosenAndEachOtherSaysWhyNot() {
        PolicyChoice.Chosen choice = champion(targets(0.8, 50_000, 30_000, WhenInfeasible.REJECT), CHEAP, GOOD, DEAR);

        assertThat(choice.candidate().plan()).isEqualTo(GOOD.plan());
        assertThat(choice.candidates().get(0).rejected())
                .contains("predicted quality 0.71 (0.62-0.80) with a lower bound below target 0.80");
        assertThat(choice.candidates().get(2).rejected())
                .contains("dearer than the chosen plan: $0.009 against $0.004");
    }

    @Test
    void aTargetIsHeldAgainstWhatAPlanBringsOnTrafficNotAgainstThisRequestsShareOfIt() {
        Candidate hard = onTraffic(GOOD, new Prediction.Traffic(0.86, 0.84, 0.88), 0.3);
        Candidate easy = onTraffic(CHEAP, new Prediction.Traffic(0.7, 0.68, 0.72), 0.97);

        PolicyChoice.Chosen choice = champion(targets(0.8, 50_000, 30_000, WhenInfeasible.REJECT), easy, hard);

        assertThat(choice.candidate().plan()).isEqualTo(GOOD.plan());
        assertThat(choice.candidate().prediction().quality()).isEqualTo(0.3);
        assertThat(choice.candidates().getFirst().rejected())
                .contains("predicted quality 0.70 (0.68-0.72) on traffic with a lower bound below target 0.80");
    }

    @Test
    void wherePriceDecidesNoTargetHoldsAndEachOtherPlanIsAWorseBargain() {
        Targets reject = targets(0.99, 50_000, 30_000, WhenInfeasible.REJECT);

        PolicyChoice.Chosen cheap = champion(reject.at(new PacedPrice(100, true)), CHEAP, GOOD, DEAR);
        PolicyChoice.Chosen dear = champion(reject.at(new PacedPrice(5, true)), CHEAP, GOOD, DEAR);

        assertThat(cheap.candidate().plan()).isEqualTo(CHEAP.plan());
        assertThat(dear.candidate().plan()).isEqualTo(DEAR.plan());
        assertThat(cheap.candidates().get(1).rejected())
                .contains("this one is 0.14 better in predicted quality and $0.003 dearer than the chosen one, a worse"
                        + " bargain");
        assertThat(cheap.reached()).isTrue();
    }

    @Test
    void aNamedTargetIsMetAtAnyPriceAndWhereItIsOutOfReachThePriceTellsWhatIsBought() {
        Targets reachable =
                targets(0.8, 50_000, 30_000, WhenInfeasible.BEST_GAIN).at(new PacedPrice(1e6, false));
        Targets beyond = targets(0.99, 50_000, 30_000, WhenInfeasible.BEST_GAIN).at(new PacedPrice(1e6, false));

        assertThat(champion(reachable, CHEAP, GOOD, DEAR).candidate().plan()).isEqualTo(GOOD.plan());
        assertThat(champion(beyond, CHEAP, GOOD, DEAR).candidate().plan()).isEqualTo(CHEAP.plan());
    }

    @Test
    void wherePriceDecidesPlansNotFarBelowTheChampionAreExplored() {
        Candidate like = plan("like", 0.6, 0.7, 1_100, 2_000, 900);
        Candidate poor = plan("poor", 0.4, 0.6, 1_000, 2_000, 900);
        Targets targets = targets(0.8, 50_000, 30_000, WhenInfeasible.BEST_GAIN).at(new PacedPrice(100, true));

        PolicyChoice.Chosen chosen = (PolicyChoice.Chosen)
                Policy.choose(List.of(CHEAP, like, poor), targets, PolicySettings.DEFAULTS, new ExplorationDraw(0));

        assertThat(chosen.candidates()).extracting(Candidate::propensity).containsExactly(0.94, 0.06, 0.0);
        assertThat(new Receipt(targets, chosen.candidates(), "rule", "none", -1).expectedCost())
                .isEqualTo(Plans.micros(1_006));
    }

    private static Candidate onTraffic(Candidate plan, Prediction.Traffic traffic, double here) {
        Prediction prediction =
                new Prediction(here, here - 0.1, here + 0.01, QualityBasis.MEASURED, Optional.of(traffic));
        return new Candidate(plan.plan(), prediction, plan.forecast(), Optional.empty(), 0);
    }

    @Test
    void whereThePriceIsKnownAtWhichTheTargetIsReachedTheBestBargainAtItIsChosen() {
        Exchange exchange = new Exchange(
                2,
                List.of(
                        new Exchange.Rate(100, 0.7, 0.68),
                        new Exchange.Rate(30, 0.82, 0.8),
                        new Exchange.Rate(1, 0.9, 0.88)));
        PolicySettings settings = PolicySettings.DEFAULTS.with(exchange);
        Targets targets = targets(0.8, 50_000, 30_000, WhenInfeasible.REJECT);
        Candidate hopeless = plan("hopeless", 0.3, 0.4, 4_000, 6_000, 2_000);
        Candidate little = plan("little", 0.2, 0.38, 1_000, 2_000, 900);

        PolicyChoice.Chosen easy = (PolicyChoice.Chosen) Policy.champion(List.of(CHEAP, GOOD), targets, settings);
        PolicyChoice.Chosen hard = (PolicyChoice.Chosen) Policy.champion(List.of(little, hopeless), targets, settings);

        // 0.82 - 30 x 0.004 is below 0.71 - 30 x 0.001, and what hardly helps is not paid for.
        assertThat(easy.candidate().plan()).isEqualTo(GOOD.plan());
        assertThat(hard.candidate().plan()).isEqualTo(little.plan());
        assertThat(hard.reached()).isTrue();
        assertThat(hard.candidates().get(1).rejected())
                .contains(
                        "at 30.0 of score a dollar, which reaches 0.80 on traffic, this one is 0.02 better in predicted"
                                + " quality and $0.003 dearer than the chosen one, a worse bargain");
        assertThat(Policy.pick(List.of(little, hopeless), targets, settings)).hasValue(0);
    }

    @Test
    void whereAPlanIsMissingThatThePriceWasMeasuredWithEachIsHeldAgainstTheTarget() {
        PolicySettings settings =
                PolicySettings.DEFAULTS.with(new Exchange(2, List.of(new Exchange.Rate(30, 0.85, 0.82))));
        Targets reject = targets(0.8, 50_000, 30_000, WhenInfeasible.REJECT);

        assertThat(Policy.champion(List.of(CHEAP), reject, settings)).isInstanceOf(PolicyChoice.Nothing.class);
        assertThat(Policy.champion(List.of(CHEAP, GOOD), targets(0.8, 3_000, 30_000, WhenInfeasible.REJECT), settings))
                .as("the good one is over the budget")
                .isInstanceOf(PolicyChoice.Nothing.class);
    }

    @Test
    void whatAPriceChoseIsExploredAroundAlsoWhereItIsBelowTheTarget() {
        PolicySettings settings =
                PolicySettings.DEFAULTS.with(new Exchange(2, List.of(new Exchange.Rate(30, 0.85, 0.82))));
        Candidate hopeless = plan("hopeless", 0.3, 0.4, 2_000, 3_000, 2_000);
        Candidate little = plan("little", 0.2, 0.38, 1_000, 2_000, 900);
        Targets targets = targets(0.8, 50_000, 30_000, WhenInfeasible.REJECT);
        PolicyChoice.Chosen champion =
                (PolicyChoice.Chosen) Policy.champion(List.of(little, hopeless), targets, settings);

        assertThat(Policy.explore(champion, targets, settings, new ExplorationDraw(0.99))
                        .candidate()
                        .plan())
                .isEqualTo(hopeless.plan());
    }

    @Test
    void aPlanThatWasNotMeasuredHereIsHeldAgainstTheTargetAlsoWhereOthersAreBought() {
        PolicySettings settings = PolicySettings.DEFAULTS.with(new Exchange(1, List.of(new Exchange.Rate(1, 1, 1))));
        Candidate prior = new Candidate(
                plan("prior", 0.9, 0.95, 500, 600, 900).plan(),
                new Prediction(0.95, 0.7, 1, QualityBasis.PRIOR),
                plan("prior", 0.9, 0.95, 500, 600, 900).forecast(),
                Optional.empty(),
                0);

        PolicyChoice.Chosen choice = (PolicyChoice.Chosen)
                Policy.champion(List.of(prior, GOOD), targets(0.8, 50_000, 30_000, WhenInfeasible.REJECT), settings);

        assertThat(choice.candidate().plan()).isEqualTo(GOOD.plan());
        assertThat(choice.candidates().getFirst().rejected())
                .contains("predicted quality 0.95 (0.70-1.00) with a lower bound below target 0.80");
    }

    @Test
    void ratesThatDoNotGoFromHighPriceToLowAreRefused() {
        assertThatThrownBy(
                        () -> new Exchange(0, List.of(new Exchange.Rate(1, 0.5, 0.4), new Exchange.Rate(2, 0.6, 0.5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate 1");
    }

    @Test
    void whatMayCostOrTakeTooMuchIsLeftOutWithItsNumbers() {
        PolicyChoice.Chosen choice = champion(targets(0.6, 5_000, 1_500, WhenInfeasible.REJECT), CHEAP, GOOD, DEAR);

        assertThat(choice.candidate().plan()).isEqualTo(CHEAP.plan());
        assertThat(choice.candidates().get(2).rejected()).contains("95% cost $0.012 over the budget of $0.005");
        assertThat(champion(targets(0.6, 50_000, 1_500, WhenInfeasible.REJECT), CHEAP, GOOD)
                        .candidates()
                        .get(1)
                        .rejected())
                .contains("95% latency 2.0 s over the budget of 1.5 s");
    }

    @Test
    void whatCouldNotBeReservedWholeIsLeftOutWithItsNumbers() {
        Candidate reserving = plan("reserving", 0.62, 0.71, 1_000, 2_000, 2_600, 900);

        assertThat(champion(targets(0.6, 2_600, 3_000, WhenInfeasible.REJECT), reserving)
                        .candidate()
                        .plan())
                .isEqualTo(reserving.plan());
        PolicyChoice below = Policy.champion(
                List.of(reserving), targets(0.6, 2_500, 3_000, WhenInfeasible.REJECT), PolicySettings.DEFAULTS);
        assertThat(below).isInstanceOfSatisfying(PolicyChoice.Nothing.class, nothing -> {
            assertThat(nothing.obstacle()).isEqualTo(PolicyChoice.Obstacle.COST);
            assertThat(nothing.message()).contains("single(reserving)", "$0.002 (95%)", "must reserve $0.0026");
            assertThat(nothing.candidates().getFirst().rejected())
                    .contains("must reserve $0.0026 to run whole (95% cost $0.002), over the budget of $0.0025");
        });
    }

    @Test
    void aTargetOutOfReachIsRefusedWithTheBestPredictionAndTheShortfall() {
        PolicyChoice choice = Policy.champion(
                List.of(CHEAP, GOOD), targets(0.95, 50_000, 30_000, WhenInfeasible.REJECT), PolicySettings.DEFAULTS);

        assertThat(choice).isInstanceOfSatisfying(PolicyChoice.Nothing.class, nothing -> {
            assertThat(nothing.obstacle()).isEqualTo(PolicyChoice.Obstacle.QUALITY);
            assertThat(nothing.message()).contains("quality_target is 0.95", "single(good)", "0.13 short");
        });
    }

    @Test
    void aBudgetThatNothingFitsSaysWhatWouldBeNeeded() {
        PolicyChoice cost = Policy.champion(
                List.of(CHEAP, GOOD), targets(0.5, 1_500, 30_000, WhenInfeasible.CHEAPEST), PolicySettings.DEFAULTS);
        PolicyChoice time = Policy.champion(
                List.of(CHEAP, GOOD), targets(0.5, 50_000, 300, WhenInfeasible.CHEAPEST), PolicySettings.DEFAULTS);

        assertThat(((PolicyChoice.Nothing) cost).message())
                .contains("max_cost_usd is $0.0015", "single(cheap)", "may cost $0.002 (95%) and must reserve $0.002");
        assertThat(((PolicyChoice.Nothing) time).message()).contains("max_latency_ms is 300", "may take 900 ms (95%)");
    }

    @Test
    void eachWayOutOfAnUnreachableTargetTakesItsOwnPlan() {
        assertThat(unreachable(WhenInfeasible.CHEAPEST)).isEqualTo(CHEAP.plan());
        assertThat(unreachable(WhenInfeasible.MAX_QUALITY)).isEqualTo(DEAR.plan());
        // From cheap to good 0.14 for $0.003 is 47 a dollar; from good to dear 0.05 for $0.005 is 10: both above 5.
        assertThat(unreachable(WhenInfeasible.BEST_GAIN)).isEqualTo(DEAR.plan());
    }

    @Test
    void nothingIsExploredWhereTheTargetIsOutOfReach() {
        PolicyChoice choice = Policy.choose(
                List.of(CHEAP, GOOD, DEAR),
                targets(0.9, 50_000, 30_000, WhenInfeasible.MAX_QUALITY),
                PolicySettings.DEFAULTS,
                new ExplorationDraw(0.999));

        assertThat(((PolicyChoice.Chosen) choice).explored()).isFalse();
        assertThat(((PolicyChoice.Chosen) choice).candidate().propensity()).isEqualTo(1);
    }

    @Test
    void aPredictedQualityAtTheTargetIsNotToldAsIfThatWereWhatIsHeldAgainstIt() {
        Candidate above = plan("above", 0.7, 0.82, 9_000, 12_000, 3_000);

        assertThat(champion(targets(0.8, 50_000, 30_000, WhenInfeasible.CHEAPEST), CHEAP, above)
                        .candidates()
                        .get(1)
                        .rejected())
                .contains("no plan's lower bound reaches 0.80; the chosen one is the cheapest");
        assertThat(champion(
                                targets(0.8, 50_000, 30_000, WhenInfeasible.BEST_GAIN),
                                plan("as-good", 0.7, 0.82, 8_000, 9_000, 900),
                                above)
                        .candidates()
                        .get(1)
                        .rejected())
                .contains("no plan's lower bound reaches 0.80; this one is 0.00 better in predicted quality and $0.001"
                        + " dearer than the chosen one, a worse bargain");
    }

    private static Object unreachable(WhenInfeasible how) {
        return champion(targets(0.99, 50_000, 30_000, how), CHEAP, GOOD, DEAR)
                .candidate()
                .plan();
    }

    private static PolicyChoice.Chosen champion(Targets targets, Candidate... plans) {
        return (PolicyChoice.Chosen) Policy.champion(List.of(plans), targets, PolicySettings.DEFAULTS);
    }
}
