package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Keys;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.setting.Early;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires what turns conversations away under overload. */
final class OverloadWiring {

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    LoadShedder loadShedder(OverloadSettings settings, MonotonicClock clock) {
        return new LoadShedder(OverloadTerms.of(settings), clock);
    }

    @Produces
    @Singleton
    QueueProbe queueProbe(LoadShedder shedder, MeterRegistry registry) {
        return new QueueProbe(shedder, registry);
    }

    @Produces
    @Singleton
    KnownTokens knownTokens(Keys keys, MonotonicClock clock) {
        return new KnownTokens(keys, Thread::startVirtualThread, clock);
    }
}
