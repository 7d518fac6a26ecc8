package dev.tutti.serving.provider;

import java.time.Duration;

/**
 * When a breaker opens and for how long: {@code ratio} of the last {@code window} calls failed; a time-out counts only
 * when the call had at least {@code fairTime}, else a caller in a hurry could close a healthy model to everybody.
 */
record BreakerLimits(int window, double ratio, Duration delay, Duration fairTime) {
    BreakerLimits {
        if (window < 1 || !(ratio > 0 && ratio <= 1) || delay.isNegative() || fairTime.isNegative()) {
            throw new IllegalArgumentException(
                    "a breaker needs a window of 1 or more, a ratio above 0 up to 1 and times of 0 or more, had "
                            + window + ", " + ratio + ", " + delay + ", " + fairTime);
        }
    }
}
