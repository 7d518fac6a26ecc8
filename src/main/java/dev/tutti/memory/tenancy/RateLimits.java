package dev.tutti.memory.tenancy;

import java.util.OptionalLong;

/** How many requests a key may make in a minute, and how many tokens they may use; each at least 1, empty without a limit. */
public record RateLimits(OptionalLong requests, OptionalLong tokens) {
    public static final RateLimits NONE = new RateLimits(OptionalLong.empty(), OptionalLong.empty());

    public RateLimits {
        if (requests.orElse(1) < 1 || tokens.orElse(1) < 1) {
            throw new IllegalArgumentException("a rate is at least 1 a minute, were " + requests + ", " + tokens);
        }
    }

    OptionalLong of(RateKind kind) {
        return switch (kind) {
            case REQUESTS -> requests;
            case TOKENS -> tokens;
        };
    }
}
