package dev.tutti.sense.policy;

import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;

/** What holds for a request, the configuration's defaults filled in. */
public record Targets(double quality, Usd maxCost, Duration maxLatency, WhenInfeasible whenInfeasible) {
    public Targets {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("a quality target is 0 to 1, was " + quality);
        }
        if (maxCost.compareTo(Usd.ZERO) <= 0) {
            throw new IllegalArgumentException("a cost budget is above 0, was " + maxCost);
        }
        if (maxLatency.isNegative() || maxLatency.isZero()) {
            throw new IllegalArgumentException("a latency budget is above 0, was " + maxLatency);
        }
    }

    /** Whether a plan's 95 % cost and latency fit both budgets. */
    public boolean affords(PlanForecast forecast) {
        return forecast.costP95().compareTo(maxCost) <= 0
                && forecast.latencyP95().compareTo(maxLatency) <= 0;
    }
}
