package dev.tutti.words.plan;

import dev.tutti.words.chat.Usd;
import java.time.Duration;

/**
 * What a whole plan is expected to cost and to take: mean and 95 % quantile. {@code costReserved} is what a run must be
 * able to reserve so that nothing is cut while no call costs more than its 95 % quantile: never less than {@code costP95}.
 * {@code cost} reckons with what providers hold of the conversation in their prompt caches, {@code costUncached} is the mean
 * without; no other figure reckons with a cache.
 */
public record PlanForecast(
        Usd cost, Usd costP95, Usd costReserved, Duration latency, Duration latencyP95, Usd costUncached) {
    public PlanForecast {
        if (costUncached.compareTo(cost) < 0) {
            throw new IllegalArgumentException(
                    "a plan costs no less without prompt caches than its " + cost + " with them, were " + costUncached);
        }
        if (costReserved.compareTo(costP95) < 0) {
            throw new IllegalArgumentException(
                    "a plan's reservations are no less than its 95 % cost of " + costP95 + ", were " + costReserved);
        }
    }

    /** Of a plan for which nothing is in a prompt cache. */
    public PlanForecast(Usd cost, Usd costP95, Usd costReserved, Duration latency, Duration latencyP95) {
        this(cost, costP95, costReserved, latency, latencyP95, cost);
    }

    /** Whether the plan is expected to cost less because of what providers hold of the conversation. */
    public boolean savesByCache() {
        return costUncached.compareTo(cost) > 0;
    }
}
