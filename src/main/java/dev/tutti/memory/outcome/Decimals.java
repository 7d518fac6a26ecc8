package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes decimal numbers in their shortest form, without a {@link java.math.BigDecimal} in between. */
final class Decimals {
    /** Of a long in decimals: 19 digits, sign, point and a leading zero. */
    private static final int MOST_CHARS = 22;

    private Decimals() {}

    /** {@code unscaled} with the point {@code decimals} (0 to 18) places from the right: 1200 with 4 is 0.12. */
    static void write(long unscaled, int decimals, JsonGenerator to) throws IOException {
        long digits = unscaled;
        int places = decimals;
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        if (places == 0) {
            to.writeNumber(digits);
        } else {
            char[] chars = new char[MOST_CHARS];
            int from = fraction(digits, places, chars);
            to.writeNumber(chars, from, MOST_CHARS - from);
        }
    }

    /** From the right; where it begins. Negative digits are taken one by one: the smallest long has no positive. */
    private static int fraction(long digits, int places, char[] chars) {
        int at = MOST_CHARS;
        long rest = digits;
        for (int i = 0; i < places; i++) {
            chars[--at] = digit(rest);
            rest /= 10;
        }
        chars[--at] = '.';
        do {
            chars[--at] = digit(rest);
            rest /= 10;
        } while (rest != 0);
        if (digits < 0) {
            chars[--at] = '-';
        }
        return at;
    }

    private static char digit(long number) {
        return (char) ('0' + Math.abs(number % 10));
    }
}
