package dev.tutti.learning.rollout;

import java.util.OptionalDouble;

/**
 * One figure of the requests of either router, matched: as soon as there are some of both, the difference of their means is
 * one observation, and the next begins. Who decides is drawn by chance, so each is a fair difference of the two routers.
 */
final class Sides {
    private double challenger;
    private long challengers;
    private double champion;
    private long champions;

    /** The challenger's mean less the champion's, when this completes a match. */
    OptionalDouble add(boolean ofChallenger, double value) {
        if (ofChallenger) {
            challenger += value;
            challengers++;
        } else {
            champion += value;
            champions++;
        }
        if (challengers == 0 || champions == 0) {
            return OptionalDouble.empty();
        }
        double difference = challenger / challengers - champion / champions;
        challenger = 0;
        challengers = 0;
        champion = 0;
        champions = 0;
        return OptionalDouble.of(difference);
    }
}
