package dev.tutti.sense.policy;

import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for a request, the configuration's defaults filled in. {@code boundByKey}: its key had less left than the
 * request might have cost, and {@code maxCost} is what was left. {@code price}: of a key that is paced.
 */
public record Targets(
        double quality,
        Usd maxCost,
        Duration maxLatency,
        WhenInfeasible whenInfeasible,
        boolean boundByKey,
        Optional<PacedPrice> price) {
    /** The least amount: below it only what costs nothing fits. */
    private static final Usd LEAST = new Usd(1);

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

    /** Of a key that has plenty left and is not paced. */
    public Targets(double quality, Usd maxCost, Duration maxLatency, WhenInfeasible whenInfeasible) {
        this(quality, maxCost, maxLatency, whenInfeasible, false, Optional.empty());
    }

    /** The same for a key that has that much left. */
    public Targets within(Usd left) {
        return left.compareTo(maxCost) >= 0
                ? this
                : new Targets(quality, left.max(LEAST), maxLatency, whenInfeasible, true, price);
    }

    /** The same for a key that is paced. */
    public Targets at(PacedPrice given) {
        return new Targets(quality, maxCost, maxLatency, whenInfeasible, boundByKey, Optional.of(given));
    }

    /** Whether a price chooses, and no target holds. */
    public boolean byPrice() {
        return price.filter(PacedPrice::decides).isPresent();
    }

    /** The score that one more dollar must buy: the key's price, else the one that is configured. */
    public double gainPerUsd(double configured) {
        return price.map(PacedPrice::gainPerUsd).orElse(configured);
    }

    /** Whether a plan's reservations, which hold its 95 % cost, and its 95 % latency fit both budgets. */
    public boolean affords(PlanForecast forecast) {
        return paysFor(forecast) && forecast.latencyP95().compareTo(maxLatency) <= 0;
    }

    /** Whether the cost budget holds all that a run of the plan must be able to reserve. */
    boolean paysFor(PlanForecast forecast) {
        return forecast.costReserved().compareTo(maxCost) <= 0;
    }
}
