package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

final class ConsideredPropertyTest {
    private static final Plan CHEAP = new Single(Recorded.CHEAP);
    private static final Plan STRONG = new Single(Recorded.STRONG);

    @Property
    void whatWasForecastAndHowLikelyEachPlanWasComeOutAsTheyWentIn(
            @ForAll @DoubleRange(min = 0, max = 1) double propensity,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 4) long picos,
            @ForAll @LongRange(min = -1_000, max = Long.MAX_VALUE / 4) long more,
            @ForAll @LongRange(min = 0) long nanos) {
        PlanForecast forecast = new PlanForecast(
                new Usd(picos),
                new Usd(picos + more),
                new Usd(picos + more + 1),
                Duration.ofNanos(nanos),
                Duration.ofSeconds(nanos, 7));
        List<Candidate> candidates = List.of(candidate(CHEAP, forecast, propensity), candidate(STRONG, forecast, 0.25));

        List<Candidate> kept = Considered.of(List.of(CHEAP, STRONG), candidates).candidates();

        assertThat(kept).extracting(Candidate::plan).containsExactly(CHEAP, STRONG);
        assertThat(kept).extracting(Candidate::propensity).containsExactly(propensity, 0.25);
        assertThat(kept).extracting(Candidate::forecast).containsExactly(forecast, forecast);
        assertThat(kept)
                .allSatisfy(candidate -> assertThat(candidate.rejected()).isEmpty());
    }

    private static Candidate candidate(Plan plan, PlanForecast forecast, double propensity) {
        Prediction old = new Prediction(0.7, 0.6, 0.8, QualityBasis.MEASURED);
        return new Candidate(plan, old, forecast, Optional.of("too dear"), propensity);
    }
}
