package dev.tutti.edge.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of tokens and of the keys by which they are checked. */
final class OidcMeters {
    private final MeterRegistry registry;

    OidcMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void fetched(boolean whole) {
        Counter.builder("tutti.oidc.fetches")
                .description("Looks at the identity provider's keys, by whether they could be had")
                .tag("result", whole ? "fetched" : "failed")
                .register(registry)
                .increment();
    }

    /** {@code result}: one of a few words. */
    void checked(String result) {
        Counter.builder("tutti.oidc.tokens")
                .description("Looks at tokens of the identity provider that callers showed, by what came of them")
                .tag("result", result)
                .register(registry)
                .increment();
    }
}
