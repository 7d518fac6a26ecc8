package dev.tutti.sense.policy;

import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;

/**
 * The chance that decides whether a newcomer serves a request, 0 (inclusive) to 1 (exclusive): a hash of the request id,
 * independent of the draw of exploration.
 */
public record NewcomerDraw(double uniform) {
    private static final String PURPOSE = "newcomer";

    public NewcomerDraw {
        if (!(uniform >= 0 && uniform < 1)) {
            throw new IllegalArgumentException("a draw is 0 to 1, 1 excluded, was " + uniform);
        }
    }

    public static NewcomerDraw of(RequestId id) {
        return new NewcomerDraw(StableHash.draw(PURPOSE, id));
    }
}
