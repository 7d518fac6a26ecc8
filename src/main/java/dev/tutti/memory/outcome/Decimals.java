package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.time.Duration;

/** Writes decimal numbers in their shortest form, without a {@link java.math.BigDecimal} or a text in between. */
final class Decimals {
    /** Of a long in decimals: 19 digits, sign, point and a leading zero. */
    private static final int MOST_CHARS = 22;

    private static final int USD_DECIMALS = 12;
    private static final int MILLIS_DECIMALS = 6;

    /** Most doubles of a row have no more decimals than these. */
    private static final int SHORT_DECIMALS = 4;

    private static final double SHORT_SCALE = 1e4;
    /** From here on, and below {@link #LEAST_PLAIN}, doubles are written with an exponent. */
    private static final double PLAIN_END = 1e7;

    private static final double LEAST_PLAIN = 1e-3;

    private Decimals() {}

    /** In US dollars, exact. */
    static void write(Usd amount, JsonGenerator to) throws IOException {
        write(amount.picos(), USD_DECIMALS, to);
    }

    /** In milliseconds, exact. */
    static void write(Duration time, JsonGenerator to) throws IOException {
        write(time.toNanos(), MILLIS_DECIMALS, to);
    }

    /**
     * The text of {@link Double#toString(double)}, found quickly where the number has at most four decimals: one decimal
     * of so few digits, and no other, is what a double's shortest form can be.
     */
    static void write(double number, JsonGenerator to) throws IOException {
        long parts = Math.round(number * SHORT_SCALE);
        boolean exact = Double.doubleToRawLongBits(parts / SHORT_SCALE) == Double.doubleToRawLongBits(number);
        // A tree takes values, not texts.
        if (exact && to instanceof UTF8JsonGenerator && (parts == 0 || isPlain(Math.abs(number)))) {
            writeShort(parts, to);
        } else {
            to.writeNumber(number);
        }
    }

    private static boolean isPlain(double size) {
        return LEAST_PLAIN <= size && size < PLAIN_END;
    }

    /** With one decimal at least. */
    private static void writeShort(long parts, JsonGenerator to) throws IOException {
        long digits = parts;
        int places = SHORT_DECIMALS;
        while (places > 1 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        writeFraction(digits, places, to);
    }

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
            writeFraction(digits, places, to);
        }
    }

    private static void writeFraction(long digits, int places, JsonGenerator to) throws IOException {
        char[] chars = new char[MOST_CHARS];
        int from = fraction(digits, places, chars);
        to.writeNumber(chars, from, MOST_CHARS - from);
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
