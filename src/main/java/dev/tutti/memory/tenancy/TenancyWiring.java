package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.setting.Early;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads the keys and their budgets once, at the start, and warns when the door stands open. */
@Singleton
final class TenancyWiring {
    private static final Logger LOG = Logger.getLogger(TenancyWiring.class);

    @Produces
    @Singleton
    ConfiguredKeys configuredKeys(TenancySettings settings) {
        return KeyRing.of(settings.keys());
    }

    @Produces
    @Singleton
    KeyRegister register(KeyStore store, ConfiguredKeys configured, InstantSource time, MonotonicClock clock) {
        return new KeyRegister(store, configured.names(), time, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    Keys keys(ConfiguredKeys configured, KeyRegister register) {
        return new KnownKeys(configured, register);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Accounts accounts(TenancySettings settings, Spending spending, InstantSource time) {
        Accounts accounts = new Accounts(KeyLimits.of(settings.keys()), spending);
        accounts.open(time.instant());
        return accounts;
    }

    @Produces
    @Singleton
    Rates rates(MonotonicClock clock) {
        return new Rates(clock);
    }

    /** Takes the keys so that broken ones stop the start. */
    void start(
            @Observes @Priority(Early.BEFORE_TIMERS) StartupEvent event,
            Keys keys,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        OpenDoor.warning(keys.isOpen(), host).ifPresent(LOG::warn);
    }
}
