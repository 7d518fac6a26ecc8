package dev.tutti.sense.policy;

import java.util.Optional;

/**
 * The expected score of a plan on a request, 0 to 1, with a 90 % interval of that expectation and where it comes from.
 *
 * <p>{@code traffic}: what the choice stands on where it is not these figures. A target is a promise about the mean of many
 * requests, so a plan may be right for a hard request of which less is expected; and where many plans compete on one
 * request, the one whose error is luckiest wins.
 */
public record Prediction(double quality, double lower, double upper, QualityBasis basis, Optional<Traffic> traffic) {
    public Prediction {
        require(lower, quality, upper);
    }

    /** The choice stands on these figures. */
    public Prediction(double quality, double lower, double upper, QualityBasis basis) {
        this(quality, lower, upper, basis, Optional.empty());
    }

    /** The expected mean score of the plan on requests like those that the deployment sees, with its 90 % interval. */
    public record Traffic(double quality, double lower, double upper) {
        public Traffic {
            require(lower, quality, upper);
        }
    }

    /** What is held against targets and compared between plans. */
    public Traffic forChoice() {
        return traffic.orElseGet(() -> new Traffic(quality, lower, upper));
    }

    private static void require(double lower, double quality, double upper) {
        if (!(0 <= lower && lower <= quality && quality <= upper && upper <= 1)) {
            throw new IllegalArgumentException("a prediction is 0 <= lower <= quality <= upper <= 1, was " + lower
                    + ", " + quality + ", " + upper);
        }
    }
}
