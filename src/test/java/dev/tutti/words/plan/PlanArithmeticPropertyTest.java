package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
            @ForAll("plans") Plan plan, @ForAll("calls") Map<ModelId, CallForecast> calls) {
        assertThat(new PlanArithmetic(calls::get).forecast(plan))
                .isEqualTo(new SlowPlanArithmetic(calls::get).forecast(plan));
    }
}
