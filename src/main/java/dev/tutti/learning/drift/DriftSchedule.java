package dev.tutti.learning.drift;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks again and again, the first time at the start of the program. */
@Singleton
class DriftSchedule {
    private static final Logger LOG = Logger.getLogger(DriftSchedule.class);

    private final DriftWatch watch;

    DriftSchedule(DriftWatch watch) {
        this.watch = watch;
    }

    @Scheduled(every = "${tutti.drift.check-every:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void due() {
        try {
            watch.look();
        } catch (RuntimeException broken) {
            // The timer comes again; until then what drifts is what the last look found.
            LOG.errorf("no look at what drifts: %s", broken.getClass().getName());
        }
    }
}
