package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
    KeyRegister register(
            KeyStore store,
            ConfiguredKeys configured,
            InstantSource time,
            MonotonicClock clock,
            @Any Instance<Parting> partings) {
        return new KeyRegister(
                store,
                configured.names(),
                time,
                clock,
                new SecureRandom(),
                key -> partings.forEach(parting -> parting.gone(key)));
    }

    @Produces
    @Singleton
    Keys keys(ConfiguredKeys configured, KeyRegister register) {
        return new KnownKeys(configured, register);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Accounts accounts(TenancySettings settings, Spending spending, InstantSource time, MeterRegistry meters) {
        Map<KeyId, List<Limit>> limits = KeyLimits.of(settings.keys());
        Accounts accounts = new Accounts(limits, spending);
        accounts.open(time.instant());
        limits.keySet()
                .forEach(key -> Gauge.builder("tutti.key.budget.left", () -> left(accounts, key, time))
                        .description("The part of its budget that a key has left in the period in which least is left")
                        .tag("key", key.value())
                        .register(meters));
        return accounts;
    }

    private static double left(Accounts accounts, KeyId key, InstantSource time) {
        return accounts.of(key)
                .scarcest(time.instant())
                .map(stands -> stands.left().toDouble() / stands.limit().most().toDouble())
                .orElse(1.0);
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
