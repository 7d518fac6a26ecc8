package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Prose;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Each level of what the seed router predicts, by itself, for one plan on each prompt of a ring. Sampled, so that the median
 * is of rounds in which nobody else took the processor.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LevelsBenchmark.RING)
public class LevelsBenchmark {
    static final int RING = 1024;

    private final List<Features> features = new ArrayList<>();
    private final List<PromptView> prompts = new ArrayList<>();
    private ReleaseParts parts;
    private PlanView single;
    private SuccessWeights.PlanWeights weights;
    private ClusterTable.PlanCells cells;
    private EnsemblePrior prior;
    private Plan panel;
    private ModelId model;
    private int next;

    @Setup
    public void read() throws IOException {
        parts = ReleaseContent.parts(files());
        List<ModelId> models = List.copyOf(parts.facts().keySet());
        model = models.getFirst();
        single = new PlanViews(parts, Standings.inTraining(parts))
                .of(new Single(model))
                .orElseThrow();
        weights = single.weights().orElseThrow();
        cells = single.cells().orElseThrow();
        prior = new EnsemblePrior(parts.composite(), _ -> Optional.empty());
        panel = new MixedMoa(models.subList(0, 3), 2, new Aggregation.Synthesise(model));
        FeatureExtractor extractor = new FeatureExtractor();
        Random random = new Random(1);
        for (int i = 0; i < RING; i++) {
            features.add(extractor.extract(Requests.asking(Prose.of(random)), Optional.empty()));
            prompts.add(new PromptView(features.getLast(), parts));
        }
    }

    private static Map<String, byte[]> files() throws IOException {
        Path store = Path.of("model-store");
        Path release = store.resolve("releases")
                .resolve(Files.readString(store.resolve("CURRENT")).strip());
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.list(release)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Topics, cluster and what the prompt adds to level 1's logit: once for a prompt, whatever the plans. */
    @Benchmark
    @OperationsPerInvocation(1)
    public Object aNewPrompt() {
        next = (next + 1) % RING;
        return new PromptView(features.get(next), parts);
    }

    @Benchmark
    public void level0(Blackhole hole) {
        for (PromptView prompt : prompts) {
            hole.consume(cells.estimate(
                    prompt.cluster(), prompt.task(), parts.table().strength()));
        }
    }

    @Benchmark
    public void level1(Blackhole hole) {
        World world = single.standing().world();
        for (PromptView prompt : prompts) {
            hole.consume(SuccessWeights.sigmoid(prompt.logit(world) + weights.of(prompt.numbers())));
        }
    }

    /** The plan's own curve of calibration. */
    @Benchmark
    public void level2(Blackhole hole) {
        for (int i = 0; i < RING; i++) {
            hole.consume(single.curve().of((double) i / RING));
        }
    }

    /** The curve pooled over plans, found for one without a curve of its own. */
    @Benchmark
    public void calibration(Blackhole hole) {
        for (int i = 0; i < RING; i++) {
            hole.consume(parts.calibration()
                    .curve(single.standing().world(), "a plan without labels")
                    .of((double) i / RING));
        }
    }

    /** Of a panel of three and an aggregator, by what is believed of its models. */
    @Benchmark
    public void compositePrior(Blackhole hole) {
        for (int i = 0; i < RING; i++) {
            Belief member = new Belief((double) i / RING, 0.01, QualityBasis.MEASURED);
            hole.consume(prior.of(panel, _ -> Optional.of(member)));
        }
    }

    @Benchmark
    public void outputQuantile(Blackhole hole) {
        for (PromptView prompt : prompts) {
            hole.consume(parts.output().tokens(model, prompt.cluster(), 0.95));
        }
    }
}
