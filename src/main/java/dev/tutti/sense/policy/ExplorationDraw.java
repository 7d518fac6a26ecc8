package dev.tutti.sense.policy;

import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;

/**
 * The chance that decides between champion and explored plans, 0 (inclusive) to 1 (exclusive): a hash of the request id,
 * so that a decision can be replayed, and independent of other draws from the same id.
 */
public record ExplorationDraw(double uniform) {
    private static final String PURPOSE = "explore";

    public ExplorationDraw {
        if (!(uniform >= 0 && uniform < 1)) {
            throw new IllegalArgumentException("a draw is 0 to 1, 1 excluded, was " + uniform);
        }
    }

    public static ExplorationDraw of(RequestId id) {
        return new ExplorationDraw(StableHash.draw(PURPOSE, id));
    }
}
