package dev.tutti.sense.policy;

/**
 * What a dollar must buy on one request, as the pacing of its key has set it. {@code decides}: the request left target and
 * fallback to the defaults, so this price alone chooses, and no target holds.
 */
public record PacedPrice(double gainPerUsd, boolean decides) {
    public PacedPrice {
        if (!(gainPerUsd >= 0) || Double.isInfinite(gainPerUsd)) {
            throw new IllegalArgumentException("a gain per USD is 0 or more, was " + gainPerUsd);
        }
    }
}
