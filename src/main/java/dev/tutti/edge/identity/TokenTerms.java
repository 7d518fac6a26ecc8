package dev.tutti.edge.identity;

import java.time.Duration;
import java.util.List;

/** What a token must be like to hold here. */
record TokenTerms(String issuer, List<String> audience, List<String> algorithms, Duration skew) {
    TokenTerms {
        audience = List.copyOf(audience);
        algorithms = List.copyOf(algorithms);
    }
}
