package dev.tutti.edge.http;

import dev.tutti.words.chat.RequestId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Names requests: 9 characters of time, so that the log's index of ids grows at its end, then 17 of chance (87 bits), so
 * that nobody guesses another's.
 */
final class RequestIds {

    private static final int RADIX = 36;
    private static final int TIME_CHARS = 9;
    private static final int HIGH_CHARS = 4;
    private static final int HIGH_VALUES = RADIX * RADIX * RADIX * RADIX;
    private static final int LOW_CHARS = 13;

    private final InstantSource time;
    private final RandomGenerator chance;

    RequestIds(InstantSource time, RandomGenerator chance) {
        this.time = time;
        this.chance = chance;
    }

    RequestId next() {
        return new RequestId(padded(time.millis(), TIME_CHARS)
                + padded(chance.nextInt(HIGH_VALUES), HIGH_CHARS)
                + padded(chance.nextLong(), LOW_CHARS));
    }

    private static String padded(long unsigned, int length) {
        String digits = Long.toUnsignedString(unsigned, RADIX);
        return "0".repeat(length - digits.length()) + digits;
    }
}
