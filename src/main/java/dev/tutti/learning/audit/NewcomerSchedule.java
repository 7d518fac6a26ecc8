package dev.tutti.learning.audit;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks again and again, the first time at the start of the program. */
@Singleton
class NewcomerSchedule {
    private static final Logger LOG = Logger.getLogger(NewcomerSchedule.class);

    private final NewcomerWatch watch;

    NewcomerSchedule(NewcomerWatch watch) {
        this.watch = watch;
    }

    @Scheduled(every = "${tutti.newcomers.check-every:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void due() {
        try {
            watch.look();
        } catch (RuntimeException broken) {
            // The timer comes again; until then who is new is what the last look found.
            LOG.errorf("no look at who is new: %s", broken.getClass().getName());
        }
    }
}
