package dev.tutti.edge.cli;

import dev.tutti.learning.training.TrainingJobs;
import dev.tutti.learning.training.TrainingOrder;
import dev.tutti.learning.training.TrainingStatus;
import dev.tutti.memory.modelstore.TrainedOn;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code tutti train}: a training on the folders, without a service. Exit status 0 when a model was published or the
 * present one kept, 1 when the training failed or another one holds the lock.
 */
@Command(
        name = "train",
        description = "Retrains the router from training-data/ and publishes into model-store/ what is better.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements TuttiCommand {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long USUAL_SEED = 42;

    @Mixin
    private final GivenSettings given = new GivenSettings();

    @Option(names = "--seed", description = "The same rows and seed give the same model (default: ${DEFAULT-VALUE}).")
    private long seed = USUAL_SEED;

    @Option(
            names = "--simulated",
            paramLabel = "FILE",
            description = "Train on rows of ./tutti simulate instead of the log, which stays as it is.")
    private Optional<Path> simulated = Optional.empty();

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(Offline.SETTINGS);
        simulated.ifPresent(_ -> {
            settings.put("tutti.catalogue", "practice");
            settings.put("tutti.practice.replay", "");
            settings.put("tutti.practice.simulated", "true");
            settings.put("tutti.training-data", emptyFolder().toString());
        });
        return given.over(settings);
    }

    @Override
    public int run(Rooms rooms) throws IOException {
        if (simulated.isPresent()) {
            RowFile.read(simulated.get(), rooms.log()::importRows);
        }
        TrainedOn trainedOn = simulated.isPresent() ? TrainedOn.SIMULATED : TrainedOn.THIS_DEPLOYMENT;
        TrainingJobs jobs = rooms.trainings();
        Optional<TrainingStatus> started = jobs.start(new TrainingOrder(seed, trainedOn));
        if (started.isEmpty()) {
            System.err.println("tutti: another training runs over this model store; wait for its end");
            return Launch.FAILED;
        }
        TrainingStatus ended = watch(jobs, started.get(), System.out);
        ended.report().ifPresent(report -> System.out.println(report.toPrettyString()));
        String result = ended.result().orElse("failed");
        System.out.println(result);
        return result.equals("published") || result.equals("kept") ? 0 : Launch.FAILED;
    }

    private static TrainingStatus watch(TrainingJobs jobs, TrainingStatus from, PrintStream out) {
        TrainingStatus last = from;
        while (!last.ended()) {
            LockSupport.parkNanos(LOOK.toNanos());
            TrainingStatus now = jobs.status(last.id()).orElse(last);
            if (now.phase() != last.phase()) {
                out.printf("%3.0f %% %s, %d rows%n", now.percent(), now.phase().wireName(), now.rows());
            }
            last = now;
        }
        return last;
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("tutti-simulated-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
