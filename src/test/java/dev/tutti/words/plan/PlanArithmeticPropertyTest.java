package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import java.util.Map;
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
}
