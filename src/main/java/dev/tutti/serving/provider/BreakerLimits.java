package dev.tutti.serving.provider;

import java.time.Duration;

/**
 * When a breaker opens and for how long: {@code ratio} of the last {@code window} calls failed; a time-out counts only
 * when the call had at least {@code fairTime}, else a caller in a hurry could close a healthy model to everybody; a call
 * that was given up only when it had {@code stuckAfter} times its model's 95 % quantile, too.
 */
record BreakerLimits(int window, double ratio, Duration delay, Duration fairTime, double stuckAfter) {
    BreakerLimits {
        if (window < 1
                || !(ratio > 0 && ratio <= 1)
                || delay.isNegative()
                || fairTime.isNegative()
                || !(stuckAfter >= 1)) {
            throw new IllegalArgumentException(
                    "a breaker needs a window of 1 or more, a ratio above 0 up to 1, times of 0 or more and a factor of 1 or"
                            + " more, had " + window + ", " + ratio + ", " + delay + ", " + fairTime + ", "
                            + stuckAfter);
        }
    }

    static BreakerLimits of(ProviderSettings.Breaker settings) {
        return new BreakerLimits(
                settings.window(), settings.ratio(), settings.delay(), settings.fairTime(), settings.stuckAfter());
    }
}
