package dev.tutti.edge.http;

import java.math.BigDecimal;

/** The numbers that a field takes, both ends included; whole ones only when so said. */
record Range(BigDecimal least, BigDecimal most, boolean wholeOnly) {

    static Range whole(long least, long most) {
        return new Range(BigDecimal.valueOf(least), BigDecimal.valueOf(most), true);
    }

    static Range of(String least, String most) {
        return new Range(new BigDecimal(least), new BigDecimal(most), false);
    }

    /** The comparison comes first: a number within the range has few digits, so asking for its fraction is cheap. */
    boolean holds(BigDecimal number) {
        return number.compareTo(least) >= 0
                && number.compareTo(most) <= 0
                && (!wholeOnly || number.stripTrailingZeros().scale() <= 0);
    }

    @Override
    public String toString() {
        return (wholeOnly ? "a whole number " : "a number ") + least.toPlainString() + " to " + most.toPlainString();
    }
}
