package dev.tutti.sense.policy;

/**
 * Which of two routers decided on a request while one is rolled out beside the other. {@code challenger}: it was the one
 * on its way; {@code other}: the version of the one that did not decide; {@code share}: the probability with which the
 * challenger decides, by a draw that knows nothing but the request's id; {@code otherPropensity}: the probability with
 * which the other would have run the plan that ran; {@code alike}: both would have run the same, were nothing explored.
 */
public record Arm(boolean challenger, String other, double share, double otherPropensity, boolean alike) {
    public Arm {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of requests is 0 to 1, was " + share);
        }
        if (!(otherPropensity >= 0 && otherPropensity <= 1)) {
            throw new IllegalArgumentException("a propensity is 0 to 1, was " + otherPropensity);
        }
        if (challenger ? share == 0 : share == 1) {
            throw new IllegalArgumentException(
                    "whoever decided has a part of the requests, but the challenger's share was " + share);
        }
    }

    /** The probability with which the plan ran that ran, over the draw of the router too; {@code propensity}: of the one that decided. */
    public double marginal(double propensity) {
        double own = challenger ? share : 1 - share;
        return own * propensity + (1 - own) * otherPropensity;
    }
}
