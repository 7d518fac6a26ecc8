package dev.tutti.words.catalogue;

import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.math.BigDecimal;

/** What a model charges, in USD for one million tokens; {@code cachedInput} for the part read from the prompt cache. */
public record Price(Usd input, Usd cachedInput, Usd output) {
    private static final long MILLION = 1_000_000;

    public Price {
        requirePerToken("input", input);
        requirePerToken("cached input", cachedInput);
        requirePerToken("output", output);
        if (cachedInput.compareTo(input) > 0) {
            throw new IllegalArgumentException("cached input tokens cost no more than input tokens at " + input
                    + " per million, were " + cachedInput + ": money is set aside by the price of input");
        }
    }

    /** Prices in USD for one million tokens, with cached input at the price of input. */
    public static Price perMillion(String input, String output) {
        return new Price(Usd.of(input), Usd.of(input), Usd.of(output));
    }

    public static Price perMillion(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        return new Price(Usd.of(input), Usd.of(cachedInput), Usd.of(output));
    }

    public Usd cost(Usage usage) {
        long fresh = usage.prompt().count() - usage.cached().count();
        return perToken(input)
                .times(fresh)
                .plus(perToken(cachedInput).times(usage.cached().count()))
                .plus(perToken(output).times(usage.completion().count()));
    }

    public Usd cost(Tokens prompt, Tokens completion) {
        return perToken(input).times(prompt.count()).plus(perToken(output).times(completion.count()));
    }

    /** What so many tokens of a prompt cost less when they are read from the prompt cache. */
    public Usd saved(Tokens cached) {
        return perToken(input).minus(perToken(cachedInput)).times(cached.count());
    }

    public Usd perInputToken() {
        return perToken(input);
    }

    public Usd perOutputToken() {
        return perToken(output);
    }

    private static Usd perToken(Usd perMillion) {
        return new Usd(perMillion.picos() / MILLION);
    }

    private static void requirePerToken(String which, Usd perMillion) {
        if (perMillion.isNegative() || perMillion.picos() % MILLION != 0) {
            throw new IllegalArgumentException("the price of " + which
                    + " tokens is 0 or more USD per million with at most 6 decimals, was " + perMillion);
        }
    }
}
