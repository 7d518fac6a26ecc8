package dev.tutti.sense.policy;

/** The expected score of a plan on a request, 0 to 1, with a 90 % interval of that expectation and where it comes from. */
public record Prediction(double quality, double lower, double upper, QualityBasis basis) {
    public Prediction {
        if (!(0 <= lower && lower <= quality && quality <= upper && upper <= 1)) {
            throw new IllegalArgumentException("a prediction is 0 <= lower <= quality <= upper <= 1, was " + lower
                    + ", " + quality + ", " + upper);
        }
    }
}
