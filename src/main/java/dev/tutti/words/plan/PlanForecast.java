package dev.tutti.words.plan;

import dev.tutti.words.chat.Usd;
import java.time.Duration;

/**
 * What a whole plan is expected to cost and to take: mean and 95 % quantile. {@code costReserved} is what a run must be
 * able to reserve so that nothing is cut while no call costs more than its 95 % quantile: never less than {@code costP95}.
 */
public record PlanForecast(Usd cost, Usd costP95, Usd costReserved, Duration latency, Duration latencyP95) {
    public PlanForecast {
        if (costReserved.compareTo(costP95) < 0) {
            throw new IllegalArgumentException(
                    "a plan's reservations are no less than its 95 % cost of " + costP95 + ", were " + costReserved);
        }
    }
}
