package dev.tutti.sense.policy;

import dev.tutti.words.chat.Usd;

/** An amount in words for people: two significant digits, rounded away from zero, such as {@code $0.0013}. */
final class ShortUsd {
    private static final long PICOS_PER_USD = 1_000_000_000_000L;
    private static final int DECIMALS = 12;

    private ShortUsd() {}

    static String of(Usd amount) {
        long unit = 1;
        while (amount.picos() / unit >= 100 || amount.picos() / unit <= -100) {
            unit *= 10;
        }
        long digits = Math.abs(amount.picos() / unit) + (amount.picos() % unit == 0 ? 0 : 1);
        return (amount.isNegative() ? "$-" : "$") + plain(digits, unit);
    }

    /** Whole dollars apart from the rest, since an amount near the largest leaves the range when it is rounded. */
    private static String plain(long digits, long unit) {
        if (unit >= PICOS_PER_USD) {
            return Long.toString(digits * (unit / PICOS_PER_USD));
        }
        long picos = digits * unit;
        String whole = Long.toString(picos / PICOS_PER_USD);
        return picos % PICOS_PER_USD == 0 ? whole : whole + "." + decimals(picos % PICOS_PER_USD);
    }

    private static String decimals(long picos) {
        int places = DECIMALS;
        long left = picos;
        while (left % 10 == 0) {
            left /= 10;
            places--;
        }
        String digits = Long.toString(left);
        return "0".repeat(places - digits.length()) + digits;
    }
}
