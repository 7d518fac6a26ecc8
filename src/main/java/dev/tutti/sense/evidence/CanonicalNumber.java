package dev.tutti.sense.evidence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A written number as a reduced fraction: thousands separators, currency, per cent and units gone. */
final class CanonicalNumber {
    private static final int MOST_DIGITS = 40;
    private static final int MOST_UNIT_WORDS = 3;
    /** Words after a number that make it another number or one of several. */
    private static final Set<String> NO_UNITS = Set.of(
            "and",
            "or",
            "to",
            "plus",
            "minus",
            "times",
            "over",
            "pi",
            "sqrt",
            "ln",
            "log",
            "frac",
            "cdot",
            "million",
            "billion",
            "thousand",
            "trillion",
            "hundred",
            "dozen",
            "mod",
            "div");

    private CanonicalNumber() {}

    /** Of lower-case text; empty when it is no number. */
    static Optional<String> of(String text) {
        String number = withoutUnit(text.startsWith("\u20ac") || text.startsWith("\u00a3") ? text.substring(1) : text);
        if (number.startsWith("frac{") || number.startsWith("-frac{")) {
            return fraction(number.replace("frac{", "").replace("}{", "/").replace("}", ""));
        }
        return number.indexOf('/') >= 0 ? fraction(number) : decimal(number).map(CanonicalNumber::written);
    }

    private static Optional<String> fraction(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        Optional<BigDecimal> over = decimal(text.substring(0, slash).strip());
        Optional<BigDecimal> under = decimal(text.substring(slash + 1).strip());
        if (over.isEmpty() || under.isEmpty() || under.get().signum() == 0) {
            return Optional.empty();
        }
        int scale = Math.max(over.get().scale(), under.get().scale());
        return Optional.of(written(
                over.get().movePointRight(scale).toBigInteger(),
                under.get().movePointRight(scale).toBigInteger()));
    }

    private static String written(BigDecimal number) {
        int scale = Math.max(0, number.scale());
        return written(number.movePointRight(scale).toBigInteger(), BigInteger.TEN.pow(scale));
    }

    private static String written(BigInteger over, BigInteger under) {
        BigInteger common = over.gcd(under);
        BigInteger sign = BigInteger.valueOf(under.signum());
        BigInteger bottom = under.multiply(sign).divide(common);
        BigInteger top = over.multiply(sign).divide(common);
        return bottom.equals(BigInteger.ONE) ? top.toString() : top + "/" + bottom;
    }

    /** Digits with an optional sign, point and well-placed thousands separators; nothing that could grow when read. */
    private static Optional<BigDecimal> decimal(String text) {
        String plain = withoutSeparators(text);
        int digits = 0;
        int points = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean sign = i == 0 && (c == '-' || c == '+');
            digits += c >= '0' && c <= '9' ? 1 : 0;
            points += c == '.' ? 1 : 0;
            if (!sign && c != '.' && (c < '0' || c > '9')) {
                return Optional.empty();
            }
        }
        boolean number = digits > 0 && digits <= MOST_DIGITS && points <= 1;
        return number ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }

    private static String withoutSeparators(String text) {
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        int comma = text.indexOf(',');
        if (comma < 0 || comma > 4 || (end - comma) % 4 != 0) {
            return text;
        }
        for (int i = comma; i < end; i += 4) {
            if (text.charAt(i) != ',') {
                return text;
            }
        }
        return text.replace(",", "");
    }

    /** {@code 42 apples}, {@code 50 %}: the number; a single letter after it may be a variable and stays. */
    private static String withoutUnit(String text) {
        String number = text;
        if (number.endsWith("%") || number.endsWith("\u00b0")) {
            number = number.substring(0, number.length() - 1).strip();
        }
        List<String> words = List.of(number.split(" ", MOST_UNIT_WORDS + 2));
        boolean unit = words.size() > 1
                && words.size() <= MOST_UNIT_WORDS + 1
                && words.stream().skip(1).allMatch(CanonicalNumber::isUnit);
        return unit ? words.getFirst() : number;
    }

    private static boolean isUnit(String word) {
        return word.length() > 1 && word.chars().allMatch(Character::isLetter) && !NO_UNITS.contains(word);
    }
}
