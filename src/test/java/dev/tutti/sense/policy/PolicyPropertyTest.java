package dev.tutti.sense.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.WhenInfeasible;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class PolicyPropertyTest {
    private static final PolicySettings SETTINGS = PolicySettings.DEFAULTS;

    @Provide
    Arbitrary<List<Candidate>> plans() {
        return Plans.lists();
    }

    @Provide
    Arbitrary<Targets> targets() {
        return Plans.targets();
    }

    @Property
    void theChosenPlanNeverBreaksABudgetAndTheOthersSayWhy(
            @ForAll("plans") List<Candidate> plans,
            @ForAll("targets") Targets targets,
            @ForAll @DoubleRange(min = 0, max = 0.99) double draw) {
        PolicyChoice choice = Policy.choose(plans, targets, SETTINGS, new ExplorationDraw(draw));

        assertThat(choice.candidates())
                .extracting(Candidate::plan)
                .isEqualTo(plans.stream().map(Candidate::plan).toList());
        if (choice instanceof PolicyChoice.Chosen chosen) {
            assertThat(targets.affords(chosen.candidate().forecast())).isTrue();
            assertThat(chosen.candidate().rejected()).isEmpty();
            assertThat(chosen.candidate().propensity()).isPositive();
            assertThat(choice.candidates().stream()
                            .mapToDouble(Candidate::propensity)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(choice.candidates().stream().filter(c -> c.rejected().isEmpty()))
                    .hasSize(1);
        } else {
            assertThat(choice.candidates()).allMatch(c -> c.rejected().isPresent() && c.propensity() == 0);
        }
    }

    @Property
    void theChampionIsTheOneOfTheSlowObviousVersion(
            @ForAll("plans") List<Candidate> plans, @ForAll("targets") Targets targets) {
        PolicyChoice choice = Policy.champion(plans, targets, SETTINGS);

        int expected = SlowPolicy.champion(plans, targets, SETTINGS.minGainPerUsd());
        assertThat(choice instanceof PolicyChoice.Chosen chosen ? chosen.champion() : -1)
                .isEqualTo(expected);
    }

    @Property
    void whatIsBoughtAtAPriceIsTheBestBargainOfAllThatCanBeAfforded(
            @ForAll("plans") List<Candidate> plans,
            @ForAll("targets") Targets targets,
            @ForAll @DoubleRange(max = 2_000) double price) {
        Assume.that(targets.quality() + SETTINGS.margin() <= 1);
        PolicySettings buying = SETTINGS.with(new Exchange(1, List.of(new Exchange.Rate(price, 1, 1))));

        PolicyChoice choice = Policy.champion(plans, targets, buying);

        ToDoubleFunction<Candidate> bargain = plan ->
                plan.prediction().quality() - price * plan.forecast().cost().toDouble();
        OptionalDouble best = plans.stream()
                .filter(plan -> targets.affords(plan.forecast()))
                .mapToDouble(bargain)
                .max();
        assertThat(choice instanceof PolicyChoice.Chosen).isEqualTo(best.isPresent());
        if (choice instanceof PolicyChoice.Chosen chosen) {
            assertThat(bargain.applyAsDouble(chosen.candidate())).isCloseTo(best.getAsDouble(), within(1e-12));
        }
    }

    @Property
    void ofTwoTargetsThatCanBeReachedTheLowerNeverCostsMore(
            @ForAll("plans") List<Candidate> plans,
            @ForAll("targets") Targets targets,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        double lower = share * targets.quality();
        PolicyChoice high = Policy.champion(plans, targets, SETTINGS);
        Assume.that(high instanceof PolicyChoice.Chosen reached && reached.reached());
        Targets easier = new Targets(lower, targets.maxCost(), targets.maxLatency(), targets.whenInfeasible());

        PolicyChoice low = Policy.champion(plans, easier, SETTINGS);

        assertThat(((PolicyChoice.Chosen) low).candidate().forecast().cost())
                .isLessThanOrEqualTo(
                        ((PolicyChoice.Chosen) high).candidate().forecast().cost());
    }

    @Property
    void aWorthierDollarNeverBuysLessQuality(
            @ForAll("plans") List<Candidate> plans,
            @ForAll @DoubleRange(min = 0, max = 5_000) double gain,
            @ForAll @DoubleRange(min = 0, max = 5_000) double stricter) {
        Assume.that(gain <= stricter);
        Targets targets = Plans.targets(1, 10_000, 10_000, WhenInfeasible.BEST_GAIN);
        Assume.that(plans.stream().allMatch(p -> p.prediction().lower() < 1));

        assertThat(bestGain(plans, targets, gain)).isGreaterThanOrEqualTo(bestGain(plans, targets, stricter));
    }

    private static double bestGain(List<Candidate> plans, Targets targets, double gain) {
        PolicySettings settings = new PolicySettings(0, gain, 0, 0.02, 3, 3, 0.1, 20);
        return ((PolicyChoice.Chosen) Policy.champion(plans, targets, settings))
                .candidate()
                .prediction()
                .quality();
    }

    @Property(tries = 200)
    void loggedPropensitiesMatchHowOftenEachPlanIsChosen(
            @ForAll("plans") List<Candidate> plans,
            @ForAll("targets") Targets targets,
            @ForAll @IntRange(min = 0, max = 1_000_000) int from) {
        Assume.that(Policy.champion(plans, targets, SETTINGS) instanceof PolicyChoice.Chosen);
        int requests = 4_000;
        int[] chosen = new int[plans.size()];
        double[] logged = new double[plans.size()];
        for (int i = 0; i < requests; i++) {
            PolicyChoice.Chosen choice = (PolicyChoice.Chosen)
                    Policy.choose(plans, targets, SETTINGS, ExplorationDraw.of(new RequestId("r-" + (from + i))));
            chosen[choice.index()]++;
            for (int k = 0; k < logged.length; k++) {
                logged[k] = choice.candidates().get(k).propensity();
            }
        }
        for (int k = 0; k < chosen.length; k++) {
            double error = 5.5 * Math.sqrt(logged[k] * (1 - logged[k]) / requests);
            assertThat(chosen[k] / (double) requests).isCloseTo(logged[k], within(error + 1e-12));
        }
    }

    @Property
    void onlyFewSafePlansAreExploredAndEachOftenEnough(
            @ForAll("plans") List<Candidate> plans, @ForAll("targets") Targets targets) {
        PolicyChoice choice = Policy.choose(plans, targets, SETTINGS, new ExplorationDraw(0));
        Assume.that(choice instanceof PolicyChoice.Chosen);
        PolicyChoice.Chosen chosen = (PolicyChoice.Chosen) choice;
        Candidate champion = chosen.candidates().get(chosen.champion());
        List<Candidate> explored = chosen.candidates().stream()
                .filter(c -> c.propensity() > 0 && !c.equals(champion))
                .toList();

        assertThat(explored.size()).isLessThanOrEqualTo(chosen.reached() ? 3 : 0);
        assertThat(champion.propensity()).isGreaterThanOrEqualTo(0.94 - 1e-12);
        assertThat(explored).allSatisfy(c -> {
            assertThat(c.propensity()).isGreaterThanOrEqualTo(0.02 - 1e-12);
            assertThat(targets.affords(c.forecast())).isTrue();
            assertThat(c.prediction().lower()).isGreaterThanOrEqualTo(targets.quality() - 0.1);
            assertThat(c.forecast().cost())
                    .isLessThanOrEqualTo(champion.forecast().cost().times(3));
        });
    }
}
