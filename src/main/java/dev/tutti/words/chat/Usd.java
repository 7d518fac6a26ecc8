package dev.tutti.words.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * An exact amount of US dollars, counted in picodollars (1e-12 USD), so that the price of one token of the cheapest
 * model is still a whole number. Range: about plus or minus 9.2 million dollars; leaving it throws
 * {@link ArithmeticException}, it never wraps.
 */
public record Usd(long picos) implements Comparable<Usd> {
    private static final int SCALE = 12;

    public static final Usd ZERO = new Usd(0);

    /** Exact conversion; {@link ArithmeticException} when the amount has more than 12 decimals or is out of range. */
    @JsonCreator
    public static Usd of(BigDecimal dollars) {
        return new Usd(dollars.movePointRight(SCALE).longValueExact());
    }

    public static Usd of(String dollars) {
        return of(new BigDecimal(dollars));
    }

    /** An amount from arithmetic that was in doubles already (predictions, statistics), rounded up to the picodollar. */
    public static Usd approximately(double dollars) {
        if (!(Math.abs(dollars) < 9e6)) {
            throw new IllegalArgumentException("an amount is below 9,000,000 USD, was " + dollars);
        }
        return new Usd((long) Math.ceil(dollars * 1e12));
    }

    @JsonValue
    public BigDecimal dollars() {
        BigDecimal exact = BigDecimal.valueOf(picos, SCALE).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    public double toDouble() {
        return picos / 1e12;
    }

    public Usd plus(Usd other) {
        return new Usd(Math.addExact(picos, other.picos));
    }

    public Usd minus(Usd other) {
        return new Usd(Math.subtractExact(picos, other.picos));
    }

    public Usd times(long factor) {
        return new Usd(Math.multiplyExact(picos, factor));
    }

    public Usd max(Usd other) {
        return picos >= other.picos ? this : other;
    }

    public Usd min(Usd other) {
        return picos <= other.picos ? this : other;
    }

    public boolean isNegative() {
        return picos < 0;
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(picos, other.picos);
    }

    @Override
    public String toString() {
        return "$" + dollars().toPlainString();
    }
}
