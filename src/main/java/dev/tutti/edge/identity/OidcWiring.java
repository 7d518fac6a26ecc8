package dev.tutti.edge.identity;

import dev.tutti.memory.tenancy.Tokens;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Wires the room where an identity provider is set; where none is, nothing of it is made. */
final class OidcWiring {
    private static final String PREFIX = "tutti.oidc.";
    /** Below it stand the sources of values by default, whatever they are called. */
    private static final int DEFAULTS = Integer.MIN_VALUE + 1_000;

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Tokens tokens(
            OidcSettings settings, Config config, InstantSource time, MonotonicClock clock, MeterRegistry registry) {
        return OidcTerms.of(settings, given(config))
                .map(terms -> provider(terms, settings, time, clock, new OidcMeters(registry)))
                .orElse(Tokens.NONE);
    }

    private static Tokens provider(
            OidcTerms terms, OidcSettings settings, InstantSource time, MonotonicClock clock, OidcMeters meters) {
        KeySource source =
                new FetchedKeys(terms.keys(), new Documents(settings.keys().timeout()));
        ProviderKeys keys =
                new ProviderKeys(source, KeyTimes.of(settings.keys()), Thread::startVirtualThread, clock, meters);
        return new IdentityProvider(
                terms,
                keys,
                new TokenCheck(terms.tokens(), time),
                new CheckedTokens(settings.cacheSize(), time, clock),
                meters);
    }

    /** The settings that somebody set: not those that have a value by default alone, and not those left empty. */
    static Set<String> given(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> isGiven(config.getConfigValue(name)))
                .collect(Collectors.toSet());
    }

    private static boolean isGiven(ConfigValue value) {
        return value.getValue() != null && !value.getValue().isBlank() && value.getSourceOrdinal() > DEFAULTS;
    }
}
