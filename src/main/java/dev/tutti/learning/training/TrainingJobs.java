package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.MonotonicClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * The trainings of this deployment: one at a time, across threads and across processes over one model store. Those that
 * were started are remembered until {@value #REMEMBERED} newer ones have come. Safe for many threads.
 */
public final class TrainingJobs {
    private static final Logger LOG = Logger.getLogger(TrainingJobs.class);
    private static final int REMEMBERED = 20;
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("'training-'yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final BiFunction<TrainingOrder, ProgressListener, TrainingResult> trainer;
    private final Path modelStore;
    private final Executor executor;
    private final InstantSource time;
    private final MonotonicClock clock;
    private final Map<String, TrainingRun> runs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TrainingRun> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long started;

    TrainingJobs(
            BiFunction<TrainingOrder, ProgressListener, TrainingResult> trainer,
            Path modelStore,
            Executor executor,
            InstantSource time,
            MonotonicClock clock) {
        this.trainer = trainer;
        this.modelStore = modelStore;
        this.executor = executor;
        this.time = time;
        this.clock = clock;
    }

    /** Starts a training in the background; empty while one runs, here or in another process. */
    public Optional<TrainingStatus> start(TrainingOrder order) {
        Optional<Claim> claim = claim();
        claim.ifPresent(held -> executor.execute(() -> run(held, order)));
        return claim.map(held -> held.run().status());
    }

    /** Trains on the calling thread; empty while one runs, here or in another process. */
    public Optional<TrainingResult> train(TrainingOrder order) {
        return claim().map(held -> run(held, order));
    }

    public synchronized Optional<TrainingStatus> status(String id) {
        return Optional.ofNullable(runs.get(id)).map(TrainingRun::status);
    }

    /** What the training that was started last has looked at. */
    synchronized Look latestLook() {
        return runs.values().stream()
                .reduce((first, second) -> second)
                .map(TrainingRun::look)
                .orElse(Look.NONE);
    }

    /** Calls a training off; it ends soon after. Empty when there is none of that id; one that has ended stays as it is. */
    public synchronized Optional<TrainingStatus> cancel(String id) {
        Optional<TrainingRun> run = Optional.ofNullable(runs.get(id));
        run.ifPresent(TrainingRun::cancel);
        return run.map(TrainingRun::status);
    }

    /** Calls off what runs, for the end of the program. */
    public synchronized void cancelAll() {
        runs.values().forEach(TrainingRun::cancel);
    }

    /** The file's lock is the process's: taken and given back under this object's lock, no two threads both hold it. */
    private synchronized Optional<Claim> claim() {
        return TrainingLock.tryTake(modelStore).map(lock -> {
            Instant now = time.instant();
            String id = ID.format(now) + "-" + ++started;
            TrainingRun run = new TrainingRun(id, now, clock);
            runs.put(id, run);
            return new Claim(lock, run);
        });
    }

    private TrainingResult run(Claim claim, TrainingOrder order) {
        TrainingResult result;
        try {
            result = trainer.apply(order, claim.run());
        } catch (RuntimeException | Error e) {
            // An Error too, out of memory for one: a training without an end would be watched for ever.
            LOG.error("a training broke", e);
            result = new TrainingResult.Failed("the training broke: " + e.getMessage(), report(e));
        } finally {
            // Before the end is told: whoever sees it may start the next one at once.
            claim.lock().close();
        }
        claim.run().end(result);
        return result;
    }

    private static ObjectNode report(Throwable e) {
        return JsonNodeFactory.instance.objectNode().put("message", String.valueOf(e.getMessage()));
    }

    private record Claim(TrainingLock lock, TrainingRun run) {}
}
