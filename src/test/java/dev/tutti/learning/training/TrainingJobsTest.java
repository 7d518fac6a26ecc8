package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingJobsTest {
    private static final TrainingOrder ORDER = TrainingOrder.ownLog(1);

    @TempDir
    Path store;

    /** What was handed to the background and has not run yet. */
    private final Deque<Runnable> background = new ArrayDeque<>();

    private long nanos;

    @Test
    void whileOneRunsNoOtherStartsHereOrInAnotherProcess() {
        TrainingJobs jobs = jobs(TrainingJobsTest::kept);
        TrainingJobs otherProcess = jobs(TrainingJobsTest::kept);

        assertThat(jobs.start(ORDER)).isPresent();

        assertThat(jobs.start(ORDER)).isEmpty();
        assertThat(otherProcess.start(ORDER)).isEmpty();
        background.remove().run();
        assertThat(otherProcess.start(ORDER)).isPresent();
    }

    @Test
    void theTimeLeftIsReckonedAtThePaceSoFar() {
        TrainingJobs jobs = jobs((order, listener) -> {
            nanos = 10_000_000_000L;
            listener.at(Phase.CASCADES, 50, 1200);
            return kept(order, listener);
        });
        TrainingRun run = new TrainingRun("a", Instant.EPOCH, () -> nanos);

        nanos = 10_000_000_000L;
        run.at(Phase.CASCADES, 50, 1200);

        assertThat(run.status().etaSeconds()).hasValue(10);
        assertThat(jobs.train(ORDER)).isPresent();
        assertThat(jobs.latestLook().labels()).isEqualTo(1200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTrainingThatBreaksEndsAsFailedAndTheNextOneMayStart(boolean error) {
        TrainingJobs jobs = jobs((order, listener) -> {
            if (error) {
                throw new OutOfMemoryError("no memory");
            }
            throw new IllegalStateException("no disk");
        });
        String id = jobs.start(ORDER).orElseThrow().id();

        background.remove().run();

        assertThat(jobs.status(id).orElseThrow().result()).hasValue("failed");
        assertThat(jobs.start(ORDER)).isPresent();
    }

    @Test
    void callingOffReachesTheTrainingThatRuns() {
        TrainingJobs jobs = jobs((order, listener) -> listener.cancelled()
                ? new TrainingResult.Cancelled(JsonNodeFactory.instance.objectNode())
                : kept(order, listener));
        String id = jobs.start(ORDER).orElseThrow().id();

        jobs.cancel(id);
        background.remove().run();

        assertThat(jobs.status(id).orElseThrow().result()).hasValue("cancelled");
        assertThat(jobs.cancel("unknown")).isEmpty();
    }

    private TrainingJobs jobs(java.util.function.BiFunction<TrainingOrder, ProgressListener, TrainingResult> trainer) {
        return new TrainingJobs(trainer, store, background::add, () -> Instant.EPOCH, () -> nanos);
    }

    private static TrainingResult kept(TrainingOrder order, ProgressListener listener) {
        return new TrainingResult.Kept("nothing new", JsonNodeFactory.instance.objectNode());
    }
}
