package dev.tutti.memory.tenancy;

import java.util.Locale;

/** What is counted by the minute. */
public enum RateKind {
    /** Requests that come in, dry runs too. */
    REQUESTS,
    /** Tokens of the prompts and answers of all calls that a request brings. */
    TOKENS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
