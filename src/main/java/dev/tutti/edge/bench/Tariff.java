package dev.tutti.edge.bench;

import java.math.BigDecimal;
import java.math.MathContext;

/** What a recorded model charges, in USD for a million prompt tokens and for a million written ones. */
public record Tariff(double input, double output) {
    private static final double MILLION = 1e6;
    /** A recorded bill becomes at most so many tokens: they fit every window, and each is a small part of it. */
    private static final double MOST_TOKENS = 20_000;

    private static final int DIGITS = 4;

    double usd(long promptTokens, long writtenTokens) {
        return (promptTokens * input + writtenTokens * output) / MILLION;
    }

    /** Of a model whose dollars were recorded, up to so many a prompt: written tokens alone stand for them. */
    static Tariff ofBills(double largestUsd) {
        double exact = Math.max(largestUsd, 1e-9) / MOST_TOKENS * MILLION;
        return new Tariff(
                0, BigDecimal.valueOf(exact).round(new MathContext(DIGITS)).doubleValue());
    }

    long tokens(double usd) {
        return Math.round(usd * MILLION / output);
    }
}
