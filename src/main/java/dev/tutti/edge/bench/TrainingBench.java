package dev.tutti.edge.bench;

import dev.tutti.learning.training.Deployment;
import dev.tutti.learning.training.Phase;
import dev.tutti.learning.training.ProgressListener;
import dev.tutti.learning.training.Trainer;
import dev.tutti.learning.training.TrainingOrder;
import dev.tutti.learning.training.TrainingResult;
import dev.tutti.learning.training.TrainingSettings;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WhenInfeasible;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a training takes and how much it holds, by rows: on made-up rows, in this virtual machine, after a first
 * training that is not counted. Making the rows counts as loading; reading them from a disk does not.
 */
final class TrainingBench {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Targets TARGETS =
            new Targets(0.8, Usd.of("0.10"), Duration.ofSeconds(30), WhenInfeasible.MAX_QUALITY);
    private static final int WARM_UP = 5_000;

    private final Catalogue catalogue = MadeUpModels.catalogue();
    private final TrainingSettings settings = new SmallRyeConfigBuilder()
            .withMapping(TrainingSettings.class)
            .build()
            .getConfigMapping(TrainingSettings.class);
    private final PrintWriter out;

    TrainingBench(PrintWriter out) {
        this.out = out;
    }

    void run(List<Integer> sizes) throws IOException {
        train(WARM_UP);
        out.println(
                "     rows   seconds  us a row  cpu seconds  peak heap MB  peak RSS MB  dropped  result     seconds by phase (making rows, a part of loading)");
        for (int rows : sizes) {
            print(rows, train(rows));
        }
    }

    /** {@code cpu}: seconds of all processors together, the compilers' and the collector's too. */
    private record Training(TrainingResult result, Stopwatch watch, double cpu, long peak, double making) {}

    private Training train(int rows) throws IOException {
        try (WorkFolder work = WorkFolder.create()) {
            return train(rows, work.path());
        }
    }

    private Training train(int rows, Path folder) {
        ModelStore store = FileModelStore.open(folder, catalogue, FeatureExtractor.SCHEMA, () -> NOW);
        Deployment deployment = new Deployment(catalogue, PolicySettings.DEFAULTS, TARGETS);
        MadeUpLog log = new MadeUpLog(rows);
        Trainer trainer = new Trainer(log, store, deployment, settings, () -> NOW);
        PeakHeap.forget();
        double before = OwnProcess.cpuSeconds();
        Stopwatch watch = new Stopwatch();
        TrainingResult result = trainer.train(TrainingOrder.ownLog(1), watch);
        watch.stop();
        return new Training(result, watch, OwnProcess.cpuSeconds() - before, PeakHeap.bytes(), log.secondsOfMaking());
    }

    private void print(int rows, Training training) {
        double seconds = training.watch().total();
        long labelled = training.result().report().path("labelled_rows").asLong();
        out.printf(
                Locale.ROOT,
                "%9d %9.1f %9.1f %12.1f %13d %12s %8d  %-9s  %s (making %.1f)%n",
                rows,
                seconds,
                1e6 * seconds / rows,
                training.cpu(),
                training.peak() >> 20,
                OwnProcess.peakResident().isEmpty()
                        ? "unknown"
                        : OwnProcess.peakResident().getAsLong() >> 20,
                rows - labelled,
                training.result().wireName(),
                training.watch().phases(),
                training.making());
        if (training.result() instanceof TrainingResult.Kept kept) {
            out.println("          kept: " + kept.reason());
        }
        out.flush();
    }

    /** Adds up how long each phase took. */
    private static final class Stopwatch implements ProgressListener {
        private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
        private final long begun = System.nanoTime();
        private Phase phase = Phase.LOADING;
        private long since = begun;

        @Override
        public void at(Phase next, double percent, long rows) {
            stop();
            phase = next;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        void stop() {
            long now = System.nanoTime();
            nanos.merge(phase, now - since, Long::sum);
            since = now;
        }

        double total() {
            return (since - begun) / 1e9;
        }

        String phases() {
            StringBuilder words = new StringBuilder();
            nanos.forEach(
                    (each, took) -> words.append(String.format(Locale.ROOT, "%s %.1f ", each.wireName(), took / 1e9)));
            return words.toString().strip();
        }
    }
}
