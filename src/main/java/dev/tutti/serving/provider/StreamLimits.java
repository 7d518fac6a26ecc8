package dev.tutti.serving.provider;

import java.time.Duration;

/** What a stream may do at most: be silent for that long, bring that many bytes. */
record StreamLimits(Duration stall, long maxBytes) {
    StreamLimits {
        if (!stall.isPositive() || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "a stream may stall for more than 0 and bring 1 byte or more, limits were " + stall + " and "
                            + maxBytes);
        }
    }
}
