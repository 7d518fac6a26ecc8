package dev.tutti.learning.audit;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks again and again, the first time at the start of the program. */
@Singleton
class QuarantineSchedule {
    private static final Logger LOG = Logger.getLogger(QuarantineSchedule.class);

    private final QuarantineWatch watch;

    QuarantineSchedule(QuarantineWatch watch) {
        this.watch = watch;
    }

    @Scheduled(every = "${tutti.quarantine.check-every:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void due() {
        try {
            watch.look();
        } catch (RuntimeException broken) {
            // The timer comes again; until then who is in quarantine stays there.
            LOG.errorf("no look at who is in quarantine: %s", broken.getClass().getName());
        }
    }
}
