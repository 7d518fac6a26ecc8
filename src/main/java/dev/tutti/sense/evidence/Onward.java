package dev.tutti.sense.evidence;

import java.util.Optional;

/**
 * What a cascade's rule made of all that had been heard after one of its calls. {@code propensity}: the probability, 0 to 1,
 * with which it asked on; the rules of today leave that to no chance, so it is 0 or 1, and what going on would have brought
 * where it is 0 is told by audits alone, whose rows carry the propensity with which they were drawn. {@code gain}: what the
 * best call that may follow was expected to bring, in score, net of its cost and of all that follows; empty where the rule
 * reckons none or nothing may follow.
 */
public record Onward(double propensity, Optional<Double> gain) {
    public Onward {
        if (!(propensity >= 0 && propensity <= 1)) {
            throw new IllegalArgumentException("a propensity is 0 to 1, was " + propensity);
        }
    }
}
