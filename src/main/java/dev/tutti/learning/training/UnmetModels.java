package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Blend;
import dev.tutti.memory.modelstore.Calibration;
import dev.tutti.memory.modelstore.ClusterTable;
import dev.tutti.memory.modelstore.Composite;
import dev.tutti.memory.modelstore.ModelFacts;
import dev.tutti.memory.modelstore.PlanDescriptors;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.Provenance;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.SuccessModel;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.World;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How well models that nobody measured are foretold: each recorded model is left out of the rows in turn, and its mean score
 * on the recorded prompts is held against what the rest tells of it. The map of prompts is not made anew, it knows no score.
 */
public final class UnmetModels {
    private static final int CLUSTERS = 16;
    /** As well as from all of them the weights are known from so many scores, and there are many trainings. */
    private static final int MOST_SCORES = 6_000;
    /** Of each set, to foretell on. */
    private static final int MOST_PROMPTS = 300;

    private final List<Example> examples;
    private final Map<String, List<Recordings.Prompt>> sources;
    private final Recordings recordings;
    private final PromptClusters clusters;
    private final long seed;

    UnmetModels(Recordings recordings, PromptClusters clusters, long seed) {
        this.recordings = recordings;
        this.clusters = clusters;
        this.seed = seed;
        examples = recordings.examples();
        sources =
                new TreeMap<>(recordings.prompts().stream().collect(Collectors.groupingBy(Recordings.Prompt::source)));
    }

    /** On a map of the recorded prompts alone. */
    public static UnmetModels of(Recordings recordings, long seed) {
        List<Example> met = recordings.met(recordings.prompts().size());
        return new UnmetModels(recordings, ClusterTrainer.fit(met, CLUSTERS, seed), seed);
    }

    /** What is left out of the rows from which a model is foretold. */
    public enum Without {
        /** Its own. */
        MODEL,
        /** Those of all models of its family: other versions of it, and the same one of another host. */
        FAMILY,
        /** All of the set that it is foretold on, so that its prompts are new, too. */
        SET
    }

    /**
     * The mean score of a model on a set: recorded, expected of its size alone, by level 1 alone, and as the seed router puts
     * both together.
     */
    public record Foretold(String set, ModelId model, double recorded, double usual, double level1, double together) {}

    public List<Foretold> foretell(Without without) {
        Map<Object, Optional<SuccessModel>> trained = new LinkedHashMap<>();
        List<Foretold> all = new ArrayList<>();
        sources.forEach((source, prompts) -> {
            for (CatalogueModel model : recordings.models().models()) {
                List<Recordings.Prompt> met = prompts.stream()
                        .filter(prompt -> prompt.scores().containsKey(model.id()))
                        .toList();
                if (!met.isEmpty()) {
                    trained.computeIfAbsent(left(without, source, model), out -> trained(without, out))
                            .ifPresent(
                                    level1 -> all.add(foretold(source, model, Thinned.to(MOST_PROMPTS, met), level1)));
                }
            }
        });
        return all;
    }

    private static Object left(Without without, String source, CatalogueModel model) {
        return switch (without) {
            case MODEL -> model.id();
            case FAMILY -> model.family();
            case SET -> source;
        };
    }

    private Optional<SuccessModel> trained(Without without, Object out) {
        Map<String, String> setOf = recordings.prompts().stream()
                .collect(Collectors.toMap(Recordings.Prompt::hash, Recordings.Prompt::source, (first, _) -> first));
        List<Example> left = examples.stream()
                .filter(example -> {
                    CatalogueModel model =
                            recordings.models().get(example.plan().models().first());
                    return !left(without, setOf.getOrDefault(example.promptHash(), ""), model)
                            .equals(out);
                })
                .toList();
        return PriorTrainer.level1(Thinned.to(MOST_SCORES, left), recordings, clusters, seed);
    }

    private Foretold foretold(
            String source, CatalogueModel model, List<Recordings.Prompt> prompts, SuccessModel level1) {
        RouterModel router = router(level1).router("unmet", TrainedOn.RECORDED, new Catalogue("unmet", List.of(model)));
        var descriptors = new PlanDescriptors(_ -> Optional.of(ModelFacts.of(model)))
                .of(new Single(model.id()))
                .orElseThrow();
        return new Foretold(
                source,
                model.id(),
                mean(prompts, prompt -> prompt.scores().getOrDefault(model.id(), 0.0)),
                PriorQuality.usual(model.size()).score(),
                mean(
                        prompts,
                        prompt -> level1.predict(
                                clusters.numbers(prompt.features()),
                                prompt.features().hashed(),
                                descriptors)),
                mean(
                        prompts,
                        prompt -> router.predict(prompt.features(), new Single(model.id()))
                                .orElseThrow()
                                .quality()));
    }

    private static double mean(List<Recordings.Prompt> prompts, ToDoubleFunction<Recordings.Prompt> of) {
        return prompts.stream().mapToDouble(of).average().orElseThrow();
    }

    private ReleaseParts router(SuccessModel level1) {
        return new ReleaseParts(
                clusters,
                new ClusterTable(1, new TreeMap<>()),
                new TreeMap<>(Map.of(World.REAL, level1)),
                new Blend(1),
                Calibration.NONE,
                QuantileTrainer.fit(List.of(), new FoundClusters(clusters)),
                List.of(),
                List.of(),
                Composite.PUBLISHED,
                new Provenance(new TreeMap<>()),
                new TreeMap<>());
    }
}
