package dev.tutti.learning.rollout;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Looks again and again, the first time at the start of the program. */
@Singleton
class RolloutSchedule {
    private static final Logger LOG = Logger.getLogger(RolloutSchedule.class);

    private final RolloutWatch watch;

    RolloutSchedule(RolloutWatch watch) {
        this.watch = watch;
    }

    @Scheduled(every = "${tutti.rollout.check-every:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void due() {
        try {
            watch.look();
        } catch (RuntimeException broken) {
            // The timer comes again; until then who decides on how much stays as it is.
            LOG.errorf("no look at what is rolled out: %s", broken.getClass().getName());
        }
    }
}
