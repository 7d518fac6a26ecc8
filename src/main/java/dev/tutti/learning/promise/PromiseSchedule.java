package dev.tutti.learning.promise;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks again and again, the first time at the start of the program. */
@Singleton
class PromiseSchedule {
    private static final Logger LOG = Logger.getLogger(PromiseSchedule.class);

    private final PromiseWatch watch;

    PromiseSchedule(PromiseWatch watch) {
        this.watch = watch;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void due() {
        try {
            watch.look();
        } catch (RuntimeException broken) {
            // The timer comes again; until then what is suspended stays so.
            LOG.errorf("no look at what is promised: %s", broken.getClass().getName());
        }
    }
}
