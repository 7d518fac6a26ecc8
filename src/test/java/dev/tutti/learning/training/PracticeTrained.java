package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.memory.modelstore.Blend;
import dev.tutti.memory.modelstore.Calibration;
import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.Certificates;
import dev.tutti.memory.modelstore.Composite;
import dev.tutti.memory.modelstore.ModelFacts;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.Provenance;
import dev.tutti.memory.modelstore.ReleaseDraft;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A release for a service of practice models, made up on the spot so that no test starts from the one that the repository
 * brings along. It holds the cheapest model for the best, which nobody does who has not read it.
 */
public final class PracticeTrained {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ModelId CHEAP = new ModelId("practice/aria-nano");
    private static final ModelId DEAR = new ModelId("practice/aria-grand");
    private static final FeatureExtractor EXTRACTOR = new FeatureExtractor();
    private static final int PROMPTS = 120;

    private PracticeTrained() {}

    public static ReleaseDraft draft() {
        TrainingFacts facts = new TrainingFacts(
                TrainedOn.SIMULATED,
                Optional.of(START),
                Optional.of(START.plusSeconds(PROMPTS)),
                2 * PROMPTS,
                2 * PROMPTS,
                PROMPTS,
                1,
                FeatureExtractor.SCHEMA,
                new TreeMap<>());
        return new ReleaseDraft(
                parts(),
                facts,
                JsonNodeFactory.instance.objectNode().put("result", "published"),
                "# A release of a test\n",
                new TreeSet<>(),
                List.of(features("Name a river.")));
    }

    private static Features features(String prompt) {
        return EXTRACTOR.extract(Requests.asking(prompt), Optional.empty());
    }

    private static ReleaseParts parts() {
        List<Example> examples = Example.inOrder(examples());
        PromptClusters clusters = ClusterTrainer.fit(examples, 4, 1);
        FoundClusters found = new FoundClusters(clusters);
        SortedMap<ModelId, ModelFacts> facts = new TreeMap<>(Map.of(
                CHEAP, new ModelFacts(0.05, 0.2, "aria", SizeClass.SMALL),
                DEAR, new ModelFacts(3, 15, "aria", SizeClass.FRONTIER)));
        Provenance.Known known = new Provenance.Known(Origin.SIMULATED, PROMPTS);
        return new ReleaseParts(
                        clusters,
                        ClusterTableTrainer.fit(examples, found),
                        SuccessTrainer.fit(examples, clusters, facts, 1),
                        new Blend(1),
                        Calibration.NONE,
                        QuantileTrainer.fit(List.of(), found),
                        List.of(),
                        List.of(),
                        Composite.PUBLISHED,
                        new Provenance(new TreeMap<>(Map.of(CHEAP, known, DEAR, known))),
                        facts)
                .with(new Certificates(List.of(certificate())));
    }

    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < PROMPTS; i++) {
            Features features = features("Name river number " + i + " of " + (i % 7) + " lands.");
            examples.add(example(i, features, CHEAP, 1));
            examples.add(example(i, features, DEAR, i % 10 == 0 ? 0 : 1));
        }
        return examples;
    }

    private static Example example(int number, Features features, ModelId model, double score) {
        return new Example(
                features,
                new Single(model),
                Origin.SIMULATED,
                score,
                1,
                "%032x".formatted(number),
                START.plusSeconds(number));
    }

    private static Certificate certificate() {
        return new Certificate(
                Certificate.OTHERS,
                0.8,
                0.95,
                "clopper-pearson",
                PROMPTS,
                Optional.of(START),
                Optional.of(START.plusSeconds(PROMPTS)),
                "1",
                new Certificate.Certified(0, 0.1, 0.95));
    }
}
