package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.memory.modelstore.Blend;
import dev.tutti.memory.modelstore.Calibration;
import dev.tutti.memory.modelstore.ClusterTable;
import dev.tutti.memory.modelstore.Composite;
import dev.tutti.memory.modelstore.LearnedCascade;
import dev.tutti.memory.modelstore.ModelFacts;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.Provenance;
import dev.tutti.memory.modelstore.ReleaseDraft;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.sense.feature.FeatureSchema;
import dev.tutti.sense.feature.Features;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Single;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Parts of a release trained on made-up experience: {@code real/strong} is right on easy and hard prompts,
 * {@code real/weak} on easy ones only; the two simulated models are the other way round.
 */
public final class Trained {
    public static final FeatureSchema SCHEMA = new FeatureSchema(1, List.of("hardness", "length", "flat"), 64);
    public static final ModelId STRONG = new ModelId("real/strong");
    public static final ModelId WEAK = new ModelId("real/weak");
    public static final ModelId SIMULATED = new ModelId("simulated/odd");
    public static final ModelId SIMULATED_TOO = new ModelId("simulated/even");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Trained() {}

    public static Features easy() {
        return features(-1, 3, new int[] {1, 5, 9});
    }

    public static Features hard() {
        return features(1, 5, new int[] {2, 6, 10});
    }

    static Features features(double hardness, double length, int... hashed) {
        return new Features(SCHEMA.version(), "", new double[] {hardness, length, 7}, hashed);
    }

    static List<Example> examples(int prompts, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            boolean hard = random.nextBoolean();
            Features features = features(
                    (hard ? 1 : -1) + random.nextGaussian() / 5, 4 + random.nextGaussian(), hard ? 2 : 1, 20 + i % 30);
            String hash = "%032x".formatted(i);
            Instant at = START.plusSeconds(i);
            examples.add(example(features, STRONG, Origin.REPLAYED, random.nextDouble() < 0.9, hash, at));
            examples.add(example(features, WEAK, Origin.REPLAYED, random.nextDouble() < (hard ? 0.2 : 0.85), hash, at));
            examples.add(
                    example(features, SIMULATED, Origin.SIMULATED, random.nextDouble() < (hard ? 0.9 : 0.2), hash, at));
            examples.add(example(features, SIMULATED_TOO, Origin.SIMULATED, random.nextDouble() < 0.5, hash, at));
        }
        return examples;
    }

    private static Example example(
            Features features, ModelId model, Origin origin, boolean good, String hash, Instant at) {
        return new Example(features, new Single(model), origin, good ? 1 : 0, 1, hash, at);
    }

    static SortedMap<ModelId, ModelFacts> facts() {
        return new TreeMap<>(Map.of(
                STRONG, new ModelFacts(3, 15, "strong", SizeClass.FRONTIER),
                WEAK, new ModelFacts(0.1, 0.4, "weak", SizeClass.SMALL),
                SIMULATED, new ModelFacts(1, 2, "odd", SizeClass.SMALL),
                SIMULATED_TOO, new ModelFacts(1, 2, "even", SizeClass.SMALL)));
    }

    public static ReleaseParts parts(long seed) {
        List<Example> examples = examples(400, seed);
        PromptClusters clusters = ClusterTrainer.fit(examples, 4, seed);
        ClusterTable table = ClusterTableTrainer.fit(examples, new FoundClusters(clusters));
        SortedMap<ModelId, Provenance.Known> known = new TreeMap<>();
        facts().keySet()
                .forEach(model -> known.put(
                        model,
                        new Provenance.Known(
                                model.value().startsWith("simulated") ? Origin.SIMULATED : Origin.REPLAYED, 400)));
        return new ReleaseParts(
                clusters,
                table,
                SuccessTrainer.fit(examples, clusters, facts(), seed),
                new Blend(0.5),
                Calibration.NONE,
                QuantileTrainer.fit(written(examples), new FoundClusters(clusters)),
                List.of(cascade(clusters)),
                List.of(),
                Composite.PUBLISHED,
                new Provenance(known),
                facts());
    }

    private static List<QuantileTrainer.Written> written(List<Example> examples) {
        List<QuantileTrainer.Written> written = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            ModelId model = example.plan().models().first();
            written.add(new QuantileTrainer.Written(model, example.features(), 100 + i % 50, example.promptHash()));
        }
        return written;
    }

    /** Asks the weak model first; the strong one after it is worth more in the cluster of hard prompts. */
    private static LearnedCascade cascade(PromptClusters clusters) {
        LearnedCascade.Outlook all = new LearnedCascade.Outlook(400, 0.88, 0.002, List.of(1.0, 0.4));
        int hard = clusters.segment(hard());
        List<Double> segments = IntStream.range(0, clusters.segments())
                .mapToObj(segment -> segment == hard ? 0.5 : 0.0)
                .toList();
        LearnedCascade.Gain gain = new LearnedCascade.Gain(0.1, List.of(-1.0, 0.0, 0.0, 0.0, 1.0), segments, List.of());
        return new LearnedCascade(
                "weak-then-strong",
                World.REAL,
                List.of(WEAK, STRONG),
                Reliability.EQUAL,
                new LearnedCascade.NextCalls(
                        Evidence.VERSION,
                        3,
                        Collections.nCopies(clusters.segments(), 0),
                        List.of(new LearnedCascade.Branch(List.of(0), 1, gain))),
                LearnedCascade.Hearings.NONE,
                all,
                Collections.nCopies(clusters.segments(), all));
    }

    public static ReleaseDraft draft(long seed) {
        return draft(seed, TrainedOn.THIS_DEPLOYMENT);
    }

    static ReleaseDraft draft(long seed, TrainedOn trainedOn) {
        TrainingFacts facts = new TrainingFacts(
                trainedOn,
                Optional.of(START),
                Optional.of(START.plusSeconds(400)),
                1600,
                1600,
                400,
                seed,
                SCHEMA,
                new TreeMap<>(Map.of("mean_score", 0.8)));
        return new ReleaseDraft(
                parts(seed),
                facts,
                JsonNodeFactory.instance.objectNode().put("result", "published"),
                "# A release of a test\n",
                new TreeSet<>(List.of("0".repeat(32), "1".repeat(32))),
                List.of(easy(), hard()));
    }
}
