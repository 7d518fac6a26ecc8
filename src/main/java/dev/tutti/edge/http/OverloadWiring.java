package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Keys;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.setting.Early;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/** Wires what turns conversations away under overload. */
final class OverloadWiring {

    @Produces
    @Singleton
    @Startup(Early.BEFORE_TIMERS)
    LoadShedder loadShedder(OverloadSettings settings, MonotonicClock clock) {
        VirtualThreadSchedulerMXBean threads = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        return new LoadShedder(
                OverloadTerms.of(settings),
                Runtime.getRuntime().availableProcessors(),
                () -> (int) threads.getQueuedVirtualThreadCount(),
                clock);
    }

    @Produces
    @Singleton
    KnownTokens knownTokens(Keys keys, MonotonicClock clock) {
        return new KnownTokens(keys, Thread::startVirtualThread, clock);
    }
}
