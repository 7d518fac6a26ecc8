package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class PlanArithmeticPropertyTest {
    @Provide
    Arbitrary<Plan> plans() {
        return AnyPlans.plans();
    }

    @Provide
    Arbitrary<Map<ModelId, CallForecast>> calls() {
        return AnyPlans.forecasts(100_000);
    }

    @Property
    void everyForecastIsExactlyThatOfTheSlowObviousVersion(
            @ForAll("plans") Plan plan,
            @ForAll("calls") Map<ModelId, CallForecast> calls,
            @ForAll @IntRange(min = 10, max = 20) int safetyInTenths,
            @ForAll @IntRange(max = 5_000) int aggregationPrompt,
            @ForAll @IntRange(min = 1, max = 8_000) int longestProposal,
            @ForAll @IntRange(min = 1, max = 4) int choices) {
        WorstCase worst =
                new WorstCase(safetyInTenths / 10.0, new Tokens(aggregationPrompt), new Tokens(longestProposal));

        assertThat(new PlanArithmetic(calls::get, worst, choices).forecast(plan))
                .isEqualTo(new SlowPlanArithmetic(calls::get, worst, choices).forecast(plan));
    }

    @Property
    void aCacheThatCostsNothingSavesWhatAShorterPromptWouldAndOnlyOnTheMean(
            @ForAll("plans") Plan plan,
            @ForAll("calls") Map<ModelId, CallForecast> calls,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll @IntRange(min = 1, max = 4) int choices) {
        Function<ModelId, CallForecast> cached = model -> withCache(calls.get(model), percent);
        Function<ModelId, CallForecast> shorter = model -> shortened(calls.get(model), percent);

        PlanForecast with = new PlanArithmetic(cached, WorstCase.COUNTED, choices).forecast(plan);
        PlanForecast without = new PlanArithmetic(calls::get, WorstCase.COUNTED, choices).forecast(plan);

        assertThat(with.cost())
                .isEqualTo(new PlanArithmetic(shorter, WorstCase.COUNTED, choices)
                        .forecast(plan)
                        .cost());
        assertThat(with.costUncached()).isEqualTo(without.cost());
        assertThat(new PlanForecast(
                        without.cost(), with.costP95(), with.costReserved(), with.latency(), with.latencyP95()))
                .isEqualTo(without);
    }

    private static CallForecast withCache(CallForecast call, int percent) {
        Price free = new Price(call.price().input(), Usd.ZERO, call.price().output());
        return new CallForecast(
                free,
                call.prompt(),
                call.output(),
                call.outputP95(),
                call.outputP99(),
                call.latency(),
                call.latencyP95(),
                new Tokens(call.prompt().count() * percent / 100),
                false);
    }

    private static CallForecast shortened(CallForecast call, int percent) {
        return new CallForecast(
                call.price(),
                new Tokens(call.prompt().count() - call.prompt().count() * percent / 100),
                call.output(),
                call.outputP95(),
                call.outputP99(),
                call.latency(),
                call.latencyP95());
    }
}
