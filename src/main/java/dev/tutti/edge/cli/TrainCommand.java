package dev.tutti.edge.cli;

import dev.tutti.edge.bench.RecordedModels;
import dev.tutti.edge.bench.WorkFolder;
import dev.tutti.learning.training.Recordings;
import dev.tutti.learning.training.TrainingJobs;
import dev.tutti.learning.training.TrainingOrder;
import dev.tutti.learning.training.TrainingStatus;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.serving.provider.CatalogueProblem;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--recorded",
            paramLabel = "FILE",
            arity = "1..*",
            description = "With --simulated: recorded outcomes of real models, too, as a prior for models that nobody"
                    + " measured: the seed router.")
    private List<Path> recorded = List.of();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices of the recorded models (default: prices.json beside the first --recorded file).")
    private Optional<Path> prices = Optional.empty();

    @Spec
    private CommandSpec spec;

    /** The log for this training alone. */
    private Optional<WorkFolder> simulatedRows = Optional.empty();

    @Override
    public Map<String, String> settings() {
        requireSimulated();
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
        Optional<Recordings> recordings = recordings();
        if (simulated.isPresent()) {
            RowFile.read(simulated.get(), rooms.log()::importRows);
        }
        TrainingJobs jobs = rooms.trainings();
        Optional<TrainingStatus> started = jobs.start(new TrainingOrder(seed, trainedOn(), recordings));
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

    /** Beside a log of its own, a deployment needs no guess: what it measured would stand beside what it did not. */
    private void requireSimulated() {
        if (simulated.isEmpty() && (!recorded.isEmpty() || prices.isPresent())) {
            throw wrong("--recorded and --prices go with --simulated: a deployment's own log is trained on alone");
        }
        if (recorded.isEmpty() && prices.isPresent()) {
            throw wrong("--prices are of --recorded models; give both or none");
        }
        Stream.concat(recorded.stream(), prices.stream()).forEach(file -> {
            if (!Files.isRegularFile(file)) {
                throw wrong("--recorded, --prices: there is no file " + file);
            }
        });
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private TrainedOn trainedOn() {
        if (simulated.isEmpty()) {
            return TrainedOn.THIS_DEPLOYMENT;
        }
        return recorded.isEmpty() ? TrainedOn.SIMULATED : TrainedOn.SIMULATED_AND_RECORDED;
    }

    private Optional<Recordings> recordings() throws IOException {
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        Path priceList = prices.orElseGet(() -> recorded.getFirst().resolveSibling("prices.json"));
        try {
            return Optional.of(RecordedModels.read(recorded, priceList));
        } catch (IOException unreadable) {
            throw new CatalogueProblem(String.valueOf(unreadable.getMessage()), unreadable);
        }
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

    private Path emptyFolder() {
        try {
            WorkFolder folder = WorkFolder.create();
            simulatedRows = Optional.of(folder);
            return folder.path();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void ended() {
        try {
            if (simulatedRows.isPresent()) {
                simulatedRows.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
