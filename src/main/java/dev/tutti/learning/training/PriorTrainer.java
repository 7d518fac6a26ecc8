package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ClusterTable;
import dev.tutti.memory.modelstore.ModelFacts;
import dev.tutti.memory.modelstore.PlanDescriptors;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.Provenance;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.SuccessModel;
import dev.tutti.memory.modelstore.World;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds to a release what recordings tell of real models: a level 1 that knows them by price and family, and their own rows
 * of the table, from which it is known how prompts come there. What the release knew before stays as it was.
 */
final class PriorTrainer {
    private PriorTrainer() {}

    /** {@code parts}: of another world, on a map that the recorded prompts are on, too. */
    static ReleaseParts with(ReleaseParts parts, Recordings recordings, long seed) {
        if (parts.success().containsKey(World.REAL)) {
            throw new IllegalArgumentException(
                    "recordings are a prior beside simulated rows; these are of real models");
        }
        List<Example> examples = recordings.examples();
        SortedMap<World, SuccessModel> success = new TreeMap<>(parts.success());
        level1(examples, recordings, parts.clusters(), seed).ifPresent(model -> success.put(World.REAL, model));
        SortedMap<ModelId, ModelFacts> facts = new TreeMap<>(parts.facts());
        facts.putAll(Ingredients.facts(recordings.models()));
        return new ReleaseParts(
                parts.clusters(),
                table(parts, examples),
                success,
                parts.blend(),
                parts.calibration(),
                parts.output(),
                parts.cascades(),
                parts.ensembles(),
                parts.composite(),
                provenance(parts.provenance(), examples),
                facts,
                parts.certificates());
    }

    /** None of too few rows. */
    static Optional<SuccessModel> level1(
            List<Example> examples, Recordings recordings, PromptClusters clusters, long seed) {
        SortedMap<ModelId, ModelFacts> facts = Ingredients.facts(recordings.models());
        PlanDescriptors strangers = new PlanDescriptors(model -> Optional.ofNullable(facts.get(model))).ofStrangers();
        return Optional.ofNullable(
                SuccessTrainer.fit(examples, clusters, strangers, seed).get(World.REAL));
    }

    /** How far a cell is to be shrunk was found on the other world's labels, and stays. */
    private static ClusterTable table(ReleaseParts parts, List<Example> examples) {
        SortedMap<String, ClusterTable.PlanCells> plans =
                new TreeMap<>(parts.table().plans());
        plans.putAll(ClusterTableTrainer.fit(examples, new FoundClusters(parts.clusters()))
                .plans());
        return new ClusterTable(parts.table().strength(), plans);
    }

    private static Provenance provenance(Provenance other, List<Example> examples) {
        SortedMap<ModelId, Provenance.Known> known = new TreeMap<>(other.models());
        for (Example example : examples) {
            ModelId model = example.plan().models().first();
            long labels = known.containsKey(model) ? known.get(model).labels() : 0;
            known.put(model, new Provenance.Known(example.origin(), labels + 1));
        }
        return new Provenance(known);
    }
}
