package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.budget.Standing;
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
    Keys keys(ConfiguredKeys configured, KeyRegister register, Tokens tokens) {
        return new KnownKeys(configured, register, tokens);
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Accounts accounts(TenancySettings settings, Spending spending, InstantSource time, MeterRegistry meters) {
        Map<KeyId, List<Limit>> limits = KeyLimits.of(settings.keys());
        Accounts accounts = new Accounts(limits, spending);
        accounts.open(time.instant());
        Gauge.builder("tutti.key.budget.left", () -> left(accounts, time))
                .description("The part of its budget that the key has left that has least; 1 where none has a budget")
                .register(meters);
        return accounts;
    }

    /** Which key it is no metric tells: names of keys are not for whoever may read those. */
    private static double left(Accounts accounts, InstantSource time) {
        return accounts.scarcest(time.instant()).values().stream()
                .mapToDouble(Standing::share)
                .min()
                .orElse(1);
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
