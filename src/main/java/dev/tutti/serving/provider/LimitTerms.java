package dev.tutti.serving.provider;

import java.time.Duration;

/**
 * How a limit of calls at once is learned: never below {@code floor}; times {@code fall} when more than the share
 * {@code tolerated} of a round of calls was crowded out, or a round was {@code slow} times as slow as its model lately was;
 * and after {@code quiet} without need of it, it is not held against a model any more.
 */
record LimitTerms(int floor, double fall, double tolerated, double slow, Duration quiet) {
    LimitTerms {
        if (floor < 1
                || !(fall > 0 && fall < 1)
                || !(tolerated >= 0 && tolerated < 1)
                || !(slow > 1)
                || quiet.isNegative()
                || quiet.isZero()) {
            throw new IllegalArgumentException(
                    "a limit needs a floor of 1 or more, a fall between 0 and 1, a tolerated share of 0 to below 1, a"
                            + " slowness above 1 and a quiet time above 0, had " + floor + ", " + fall + ", "
                            + tolerated
                            + ", " + slow + ", " + quiet);
        }
    }

    static LimitTerms of(ProviderSettings.Concurrency settings) {
        return new LimitTerms(
                settings.floor(), settings.fall(), settings.tolerated(), settings.slow(), settings.quiet());
    }
}
