package dev.tutti.memory.tenancy;

import dev.tutti.words.setting.Early;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads the keys and their budgets once, at the start, and warns when the door stands open. */
@Singleton
final class TenancyWiring {
    private static final Logger LOG = Logger.getLogger(TenancyWiring.class);

    @Produces
    @Singleton
    Keys keys(TenancySettings settings) {
        return KeyRing.of(settings.keys());
    }

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    Accounts accounts(TenancySettings settings, Spending spending, InstantSource time) {
        Accounts accounts = new Accounts(KeyLimits.of(settings.keys()), spending);
        accounts.open(time.instant());
        return accounts;
    }

    /** Takes the keys so that broken ones stop the start. */
    void start(
            @Observes @Priority(Early.BEFORE_TIMERS) StartupEvent event,
            Keys keys,
            TenancySettings settings,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        OpenDoor.warning(!settings.keys().isEmpty(), host).ifPresent(LOG::warn);
    }
}
