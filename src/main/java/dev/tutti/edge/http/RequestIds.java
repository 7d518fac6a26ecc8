package dev.tutti.edge.http;

import dev.tutti.words.chat.RequestId;
import java.util.random.RandomGenerator;

/** Names requests: 26 characters, 128 bits of chance, so that nobody guesses another's. */
final class RequestIds {

    private static final int RADIX = 36;

    private final RandomGenerator chance;

    RequestIds(RandomGenerator chance) {
        this.chance = chance;
    }

    RequestId next() {
        return new RequestId(part() + part());
    }

    private String part() {
        String digits = Long.toUnsignedString(chance.nextLong(), RADIX);
        return "0".repeat(13 - digits.length()) + digits;
    }
}
