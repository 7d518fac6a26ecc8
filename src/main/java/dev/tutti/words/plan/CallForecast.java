package dev.tutti.words.plan;

import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.Tokens;
import java.time.Duration;

/**
 * What one call of one model is expected to consume: prompt tokens of the caller's conversation, tokens written (mean,
 * 95 % and 99 % quantile) and time (median and 95 % quantile), at a price. {@code cached}: the part of the prompt that the
 * provider is expected to read from its prompt cache; only means reckon with it, since no cache is promised.
 * {@code writesCache}: the provider is asked to keep the prompt there, and {@code price} holds what that costs.
 */
public record CallForecast(
        Price price,
        Tokens prompt,
        Tokens output,
        Tokens outputP95,
        Tokens outputP99,
        Duration latency,
        Duration latencyP95,
        Tokens cached,
        boolean writesCache) {
    public CallForecast {
        if (cached.compareTo(prompt) > 0) {
            throw new IllegalArgumentException(
                    "cached tokens are a part of the prompt's " + prompt.count() + ", were " + cached.count());
        }
        if (outputP95.compareTo(output) < 0 || outputP99.compareTo(outputP95) < 0) {
            throw new IllegalArgumentException(
                    "output quantiles do not fall, were " + output + ", " + outputP95 + ", " + outputP99);
        }
        if (latency.isNegative() || latencyP95.compareTo(latency) < 0) {
            throw new IllegalArgumentException("latencies do not fall, were " + latency + ", " + latencyP95);
        }
    }

    /** One of whose prompt nothing is in a cache, and that asks for none. */
    public CallForecast(
            Price price,
            Tokens prompt,
            Tokens output,
            Tokens outputP95,
            Tokens outputP99,
            Duration latency,
            Duration latencyP95) {
        this(price, prompt, output, outputP95, outputP99, latency, latencyP95, Tokens.NONE, false);
    }
}
