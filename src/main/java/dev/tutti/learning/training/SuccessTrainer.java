package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ModelFacts;
import dev.tutti.memory.modelstore.PlanDescriptors;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.SuccessModel;
import dev.tutti.memory.modelstore.SuccessNames;
import dev.tutti.memory.modelstore.World;
import dev.tutti.words.chat.ModelId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains level 1 with Tribuo, one model for each world. A score s is s of a GOOD row and 1 - s of a BAD one, so that the
 * probability of GOOD is the expected score.
 */
final class SuccessTrainer {
    private static final double LEARNING_RATE = 0.03;
    private static final int EPOCHS = 4;
    private static final int MINIBATCH = 1;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int MOST_ROWS = 40_000;
    private static final int LEAST_ROWS = 50;
    private static final int[] NO_WORDS = {};

    private SuccessTrainer() {}

    /** No model for a world with too few rows, or with scores all of one kind. */
    static SortedMap<World, SuccessModel> fit(
            List<Example> examples, PromptClusters clusters, Map<ModelId, ModelFacts> facts, long seed) {
        return fit(examples, clusters, new PlanDescriptors(model -> Optional.ofNullable(facts.get(model))), seed);
    }

    static SortedMap<World, SuccessModel> fit(
            List<Example> examples, PromptClusters clusters, PlanDescriptors descriptors, long seed) {
        SortedMap<World, SuccessModel> models = new TreeMap<>();
        for (World world : World.values()) {
            List<Example> rows = Thinned.to(
                    MOST_ROWS,
                    examples.stream()
                            .filter(example -> example.world() == world && example.hasLastingPlan())
                            .sorted(Example.ORDER)
                            .toList());
            if (rows.size() >= LEAST_ROWS && hasBothKinds(rows)) {
                models.put(world, model(rows, clusters, descriptors, seed));
            }
        }
        return models;
    }

    private static boolean hasBothKinds(List<Example> rows) {
        return rows.stream().anyMatch(row -> row.score() > 0) && rows.stream().anyMatch(row -> row.score() < 1);
    }

    private static SuccessModel model(
            List<Example> rows, PromptClusters clusters, PlanDescriptors descriptors, long seed) {
        SimpleDataSourceProvenance source = new SimpleDataSourceProvenance(
                "outcomes", OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), new LabelFactory());
        MutableDataset<Label> dataset = new MutableDataset<>(source, new LabelFactory());
        for (Example row : rows) {
            int[] words =
                    descriptors.areOfStrangers() ? NO_WORDS : row.features().hashed();
            descriptors.of(row.plan()).ifPresent(plan -> add(dataset, row, named(row, words, clusters, plan)));
        }
        LinearSGDTrainer trainer =
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(LEARNING_RATE), EPOCHS, NEVER, MINIBATCH, seed);
        return SuccessModel.of(trainer.train(dataset));
    }

    private static List<SuccessNames.Named> named(
            Example row, int[] words, PromptClusters clusters, List<PlanDescriptors.Descriptor> plan) {
        double[] numbers = clusters.numbers(row.features());
        return Stream.concat(
                        SuccessNames.ofPrompt(numbers, words).stream(), SuccessNames.ofPlan(plan, numbers).stream())
                .toList();
    }

    private static void add(MutableDataset<Label> dataset, Example row, List<SuccessNames.Named> named) {
        String[] names = named.stream().map(SuccessNames.Named::name).toArray(String[]::new);
        double[] values = named.stream().mapToDouble(SuccessNames.Named::value).toArray();
        add(dataset, SuccessModel.GOOD, row.weight() * row.score(), names, values);
        add(dataset, SuccessModel.BAD, row.weight() * (1 - row.score()), names, values);
    }

    private static void add(
            MutableDataset<Label> dataset, Label label, double weight, String[] names, double[] values) {
        if (weight > 0) {
            ArrayExample<Label> example = new ArrayExample<>(label, names, values);
            example.setWeight((float) weight);
            dataset.add(example);
        }
    }
}
