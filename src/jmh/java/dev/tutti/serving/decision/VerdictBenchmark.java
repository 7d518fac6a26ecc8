package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Prose;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The verdict alone, its features read already, and the whole decision, for 1 KB prompts and six simulated models: by the
 * rule and by the seed router, whose eight learned cascades bring their hearings. The requests go round in a ring that the cache cannot hold.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class VerdictBenchmark {
    private static final RoutingOptions AUTO = RoutingOptions.of(new Selector.Auto());
    private static final int RING = 2048;

    @Param({"rule", "learned"})
    private String policy;

    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<Features> features = new ArrayList<>();
    private Scene scene;
    private int next;

    @Setup
    public void start() {
        List<CatalogueModel> models = List.of(
                Scene.model("practice/aria-nano", "0.1", 0.5, Origin.SIMULATED),
                Scene.model("practice/dolce-flash", "0.2", 0.55, Origin.SIMULATED),
                Scene.model("practice/aria-mini", "0.4", 0.6, Origin.SIMULATED),
                Scene.model("practice/corda-coder", "0.8", 0.65, Origin.SIMULATED),
                Scene.model("practice/dolce-pro", "1.6", 0.7, Origin.SIMULATED),
                Scene.model("practice/aria-grand", "3.2", 0.75, Origin.SIMULATED));
        Optional<RouterModel> learned = policy.equals("rule") ? Optional.empty() : seed(models);
        scene = new Scene(learned, models, Map.of("tutti.decision.exploration.share", "0"));
        FeatureExtractor extractor = new FeatureExtractor();
        Random random = new Random(1);
        for (int i = 0; i < RING; i++) {
            requests.add(Requests.asking(Prose.of(random)));
            features.add(extractor.extract(requests.getLast(), Optional.empty()));
        }
    }

    private static Optional<RouterModel> seed(List<CatalogueModel> models) {
        Optional<RouterModel> seed = FileModelStore.open(
                        Path.of("model-store"),
                        new Catalogue("1", models),
                        FeatureExtractor.SCHEMA,
                        InstantSource.system())
                .current();
        if (seed.isEmpty()) {
            throw new IllegalStateException("no release in model-store");
        }
        return seed;
    }

    @Benchmark
    public Object verdict() {
        next = (next + 1) % RING;
        return scene.decide("r-" + next, requests.get(next), features.get(next), AUTO);
    }

    /** The same with reading the features. */
    @Benchmark
    public Object decision() {
        next = (next + 1) % RING;
        return scene.decide("r-" + next, requests.get(next), AUTO);
    }
}
