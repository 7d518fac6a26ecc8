package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What to do when no plan is expected to reach the quality target within the budgets. Budgets hold in every case. */
public enum WhenInfeasible {
    /** Climb the hull of cost and quality and stop where one more dollar buys too little. */
    BEST_GAIN,
    /** The highest predicted quality that the budgets allow. */
    MAX_QUALITY,
    /** The cheapest plan. */
    CHEAPEST,
    /** Refuse, saying the best predicted quality and the shortfall. */
    REJECT;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<WhenInfeasible> ofWireName(String name) {
        for (WhenInfeasible value : values()) {
            if (value.wireName().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
