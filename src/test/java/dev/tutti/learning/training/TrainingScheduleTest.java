package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.sense.policy.PolicySettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timer's look, made by hand: nothing here waits for a clock. */
final class TrainingScheduleTest {
    private static final TrainingSettings SETTINGS = new SmallRyeConfigBuilder()
            .withMapping(TrainingSettings.class)
            .withConverter(Duration.class, 100, new DurationConverter())
            .build()
            .getConfigMapping(TrainingSettings.class);
    private static final List<LabelledRow> ROWS = LoggedWorld.rows(168);
    private static final List<LabelledRow> ENOUGH = ROWS.subList(0, 402);

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();
    /** What was handed to the background and has not run yet. */
    private final Deque<Runnable> background = new ArrayDeque<>();

    private Instant now = at(ENOUGH);
    private Path locks;
    private FileModelStore store;

    @BeforeEach
    void emptyStore() {
        locks = folder.resolve("locks");
        store = FileModelStore.open(
                folder.resolve("store"), LoggedWorld.catalogue(), Trained.SCHEMA, () -> LoggedWorld.NOW);
    }

    @Test
    void withFewerLabelsThanATrainingNeedsNothingStarts() {
        TrainingSchedule schedule = schedule();
        log.importRows(ROWS.subList(0, 299));

        schedule.due();

        assertThat(background).isEmpty();
    }

    @Test
    void withEnoughNewLabelsOneTrainingStartsAndNoSecondWhileItRuns() {
        TrainingSchedule schedule = schedule();
        log.importRows(ENOUGH);

        schedule.due();
        schedule.due();

        assertThat(background).hasSize(1);
    }

    @Test
    void whileAReleaseIsOnItsWayNoneStarts() {
        TrainingSchedule schedule = schedule();
        log.importRows(ENOUGH);
        store.propose(Trained.draft(1));

        schedule.due();
        assertThat(background).isEmpty();

        store.rollback();
        schedule.due();
        assertThat(background).hasSize(1);
    }

    @Test
    void itStartsAgainOnlyWhenEnoughLabelsCameThatTheLastTrainingDidNotKnow() {
        TrainingSchedule schedule = schedule();
        log.importRows(ENOUGH);
        schedule.due();
        background.remove().run();

        schedule.due();
        log.importRows(ROWS.subList(402, 492));
        schedule.due();
        assertThat(background).as("90 new labels").isEmpty();

        log.importRows(ROWS.subList(492, 504));
        schedule.due();
        assertThat(background).as("102 new labels").hasSize(1);
    }

    @Test
    void deletedRowsAreNotHeldAgainstTheNewOnes() {
        TrainingSchedule schedule = schedule();
        log.importRows(ENOUGH);
        schedule.due();
        background.remove().run();

        log.forget(102);
        schedule.due();
        log.importRows(ROWS.subList(402, 492));
        schedule.due();
        assertThat(background).as("102 deleted, 90 new labels").isEmpty();

        log.importRows(ROWS.subList(492, 504));
        schedule.due();
        assertThat(background).as("102 deleted, 102 new labels").hasSize(1);
    }

    @Test
    void aLabelThatComesLateToAnEarlyRequestIsNew() {
        Look look = new Look(Instant.EPOCH.plusSeconds(9), 2);

        assertThat(look.unseen(seconds(1, 2))).isZero();
        assertThat(look.unseen(seconds(1, 2, 3))).isEqualTo(1);
        assertThat(look.unseen(seconds(1, 2, 3, 10))).isEqualTo(2);
        assertThat(look.unseen(seconds(10))).isEqualTo(1);
        assertThat(look.unseen(List.of())).isZero();
    }

    @Test
    void whatAReleaseOfAnotherLogWasTrainedOnIsNoneOfThisLog() {
        TrainingSchedule schedule = schedule();
        store.publish(Trained.draft(1, TrainedOn.SIMULATED));
        log.importRows(ENOUGH);

        schedule.due();

        assertThat(background).hasSize(1);
    }

    @Test
    void whatTheReleaseThatServesWasTrainedOnIsNotNew() {
        TrainingSchedule schedule = schedule();
        store.publish(Trained.draft(1));
        assertThat(store.releases().getFirst().facts().labels()).isGreaterThan(1_000);
        log.importRows(ENOUGH);

        schedule.due();

        assertThat(background).isEmpty();
    }

    @Test
    void aLogThatCannotBeReadStopsTheTimerNoMoreThanALockThatCannotBeTaken() throws IOException {
        TrainingSchedule schedule = schedule();
        log.importRows(ENOUGH);

        log.down(true);
        assertThatCode(schedule::due).doesNotThrowAnyException();
        log.down(false);
        Files.createFile(locks);
        assertThatCode(schedule::due).doesNotThrowAnyException();
        assertThat(background).isEmpty();

        Files.delete(locks);
        schedule.due();
        assertThat(background).hasSize(1);
    }

    private static List<Instant> seconds(long... seconds) {
        return LongStream.of(seconds).mapToObj(Instant.EPOCH::plusSeconds).toList();
    }

    private static Instant at(List<LabelledRow> rows) {
        return rows.getLast().row().at();
    }

    private TrainingSchedule schedule() {
        Deployment deployment = new Deployment(LoggedWorld.catalogue(), PolicySettings.DEFAULTS, LoggedWorld.TARGETS);
        Trainer trainer = new Trainer(log, store, deployment, SETTINGS, () -> LoggedWorld.NOW);
        TrainingJobs jobs = new TrainingJobs(
                (order, listener) -> {
                    listener.at(Phase.PREDICTORS, 50, trainer.labelled().size());
                    return new TrainingResult.Kept("no better", JsonNodeFactory.instance.objectNode());
                },
                locks,
                background::add,
                () -> now,
                () -> 0);
        return new TrainingSchedule(jobs, trainer, store, SETTINGS);
    }
}
