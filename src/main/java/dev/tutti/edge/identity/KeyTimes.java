package dev.tutti.edge.identity;

import java.time.Duration;

/** How long a provider's keys are fresh, how much longer they are kept where it cannot be reached, how often it is asked. */
record KeyTimes(Duration fresh, Duration kept, Duration between) {
    static KeyTimes of(OidcSettings.Fetching settings) {
        return new KeyTimes(settings.fresh(), settings.kept(), settings.between());
    }
}
