package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseSummary;
import dev.tutti.memory.modelstore.TrainedOn;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Trains when it is time and there is something new to learn. */
@Singleton
class TrainingSchedule {
    private static final Logger LOG = Logger.getLogger(TrainingSchedule.class);

    private final TrainingJobs jobs;
    private final Trainer trainer;
    private final ModelStore store;
    private final TrainingSettings settings;

    TrainingSchedule(TrainingJobs jobs, Trainer trainer, ModelStore store, TrainingSettings settings) {
        this.jobs = jobs;
        this.trainer = trainer;
        this.store = store;
        this.settings = settings;
    }

    @Scheduled(
            every = "${tutti.training.every:off}",
            delayed = "${tutti.training.every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void due() {
        try {
            tick();
        } catch (RuntimeException broken) {
            // Whatever it was, the timer comes again; the next look may find the disk or the log well.
            LOG.error("no scheduled training: looking for new labels failed", broken);
        }
    }

    /** Starts a training unless a release is on its way to serve, too few labels are new, or one runs. */
    void tick() {
        if (store.rollout().isPresent()) {
            LOG.info("no scheduled training: a release is being rolled out");
            return;
        }
        List<Instant> now = trainer.labelled();
        long fresh = Math.min(served().unseen(now), jobs.latestLook().unseen(now));
        if (now.size() < settings.minLabels() || fresh < settings.minNewLabels()) {
            LOG.infof(
                    "no scheduled training: %d labels, %d of them new, wanted %d new",
                    now.size(), fresh, settings.minNewLabels());
            return;
        }
        if (jobs.start(TrainingOrder.ownLog(settings.seed())).isEmpty()) {
            LOG.info("no scheduled training: one runs already");
        }
    }

    /** What the release that serves was trained on; other logs than this deployment's are none of its rows. */
    private Look served() {
        return store.releases().stream()
                .filter(ReleaseSummary::serving)
                .map(ReleaseSummary::facts)
                .filter(facts -> facts.trainedOn() == TrainedOn.THIS_DEPLOYMENT)
                .findFirst()
                .map(facts -> new Look(facts.until().orElse(Instant.MAX), facts.labels()))
                .orElse(Look.NONE);
    }
}
