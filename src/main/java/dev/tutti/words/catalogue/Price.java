package dev.tutti.words.catalogue;

import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model charges, in USD for one million tokens; {@code cachedInput} for the part read from the prompt cache;
 * {@code cacheWrite} for the part written to it, where a provider charges more for that and writes only what it is asked to.
 */
public record Price(Usd input, Usd cachedInput, Usd output, Optional<Usd> cacheWrite) {
    private static final long MILLION = 1_000_000;

    public Price {
        requirePerToken("input", input);
        requirePerToken("cached input", cachedInput);
        requirePerToken("output", output);
        if (cachedInput.compareTo(input) > 0) {
            throw new IllegalArgumentException("cached input tokens cost no more than input tokens at " + input
                    + " per million, were " + cachedInput + ": money is set aside by the price of input");
        }
        cacheWrite.ifPresent(write -> requireDearest(write, input));
    }

    /** Of a provider that does not charge for writing to its cache. */
    public Price(Usd input, Usd cachedInput, Usd output) {
        this(input, cachedInput, output, Optional.empty());
    }

    private static void requireDearest(Usd write, Usd input) {
        requirePerToken("written to the cache", write);
        if (write.compareTo(input) < 0) {
            throw new IllegalArgumentException("input tokens written to the cache cost no less than others at " + input
                    + " per million, were " + write + ": money is set aside by that price");
        }
    }

    /** Prices in USD for one million tokens, with cached input at the price of input. */
    public static Price perMillion(String input, String output) {
        return new Price(Usd.of(input), Usd.of(input), Usd.of(output));
    }

    public static Price perMillion(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        return new Price(Usd.of(input), Usd.of(cachedInput), Usd.of(output));
    }

    /** Where every input token that is not read from the cache is written to it: what is set aside for such a call. */
    public Price writing() {
        return cacheWrite
                .map(write -> new Price(write, cachedInput, output, cacheWrite))
                .orElse(this);
    }

    /** Where nothing is to be written to the cache: what is all the same counts as input. */
    public Price notWriting() {
        return new Price(input, cachedInput, output);
    }

    public Usd cost(Usage usage) {
        long written = usage.cacheWritten().count();
        long fresh = usage.prompt().count() - usage.cached().count() - written;
        return perToken(input)
                .times(fresh)
                .plus(perToken(cacheWrite.orElse(input)).times(written))
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
